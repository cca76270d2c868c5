using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting;

/// <summary>Adds containers to the model and refines them.</summary>
public static partial class ContainerResourceBuilderExtensions
{
    /// <summary>Adds a container.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="image">The image: <c>[registry/]name[:tag][@sha256:digest]</c>. Default tag: <c>latest</c>.</param>
    public static IResourceBuilder<ContainerResource> AddContainer(this IDistributedApplicationBuilder builder, string name, string image)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ContainerResource(name)).WithImage(image);
    }

    /// <summary>Adds a container.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="image">The image, without a tag.</param>
    /// <param name="tag">The tag.</param>
    public static IResourceBuilder<ContainerResource> AddContainer(this IDistributedApplicationBuilder builder, string name, string image, string tag) =>
        builder.AddContainer(name, image).WithImageTag(tag);

    /// <summary>Chooses the image.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="image">The image: <c>[registry/]name[:tag][@sha256:digest]</c>.</param>
    /// <param name="tag">The tag, where <paramref name="image"/> has none. Default: <c>latest</c>.</param>
    /// <exception cref="ArgumentException">The name is malformed, or <paramref name="tag"/> contradicts it.</exception>
    public static IResourceBuilder<T> WithImage<T>(this IResourceBuilder<T> builder, string image, string? tag = null) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(image);
        var reference = ImageReference.Parse(image);
        if (tag is not null && (reference.Tag ?? reference.Digest) is not null)
            throw new ArgumentException($"The image '{image}' has a tag or digest, and the tag '{tag}' is asked for beside it. Give one of the two.", nameof(tag));

        var annotation = builder.Resource.LastOf<ContainerImageAnnotation>();
        if (annotation is null)
            builder.WithAnnotation(annotation = new ContainerImageAnnotation { Image = reference.Name });
        annotation.Image = reference.Name;
        if (reference.Digest is not null)
            annotation.SHA256 = reference.Digest;
        else
            annotation.Tag = reference.Tag ?? tag ?? "latest";
        return builder;
    }

    /// <summary>Chooses the image's tag.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="tag">The tag.</param>
    /// <exception cref="InvalidOperationException">The container has no image yet.</exception>
    public static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> builder, string tag) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(tag);
        return builder.ChangeImage(image => image.Tag = tag);
    }

    /// <summary>Chooses the registry that the image comes from.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="registry">The registry; null for the default one.</param>
    /// <inheritdoc cref="WithImageTag{T}"/>
    public static IResourceBuilder<T> WithImageRegistry<T>(this IResourceBuilder<T> builder, string? registry) where T : ContainerResource =>
        builder.ChangeImage(image => image.Registry = registry);

    /// <summary>Pins the image to a digest.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="sha256">The digest, without <c>sha256:</c>.</param>
    /// <inheritdoc cref="WithImageTag{T}"/>
    public static IResourceBuilder<T> WithImageSHA256<T>(this IResourceBuilder<T> builder, string sha256) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(sha256);
        return builder.ChangeImage(image => image.SHA256 = sha256);
    }

    /// <summary>Mounts a volume that outlives the container.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="name">The volume's name; null for one without a name.</param>
    /// <param name="target">The path inside the container.</param>
    /// <param name="isReadOnly">Whether the container cannot write to it. Default false.</param>
    public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string? name, string target, bool isReadOnly = false)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ContainerMountAnnotation(name, target, ContainerMountType.Volume, isReadOnly));
    }

    /// <summary>Mounts a volume without a name.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="target">The path inside the container.</param>
    public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string target) where T : ContainerResource =>
        builder.WithVolume(name: null, target);

    /// <summary>Mounts a file or folder of the machine.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="source">The file or folder, relative to the app host's project.</param>
    /// <param name="target">The path inside the container.</param>
    /// <param name="isReadOnly">Whether the container cannot write to it. Default false.</param>
    public static IResourceBuilder<T> WithBindMount<T>(this IResourceBuilder<T> builder, string source, string target, bool isReadOnly = false)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        var path = Path.IsPathRooted(source) ? source : Path.GetFullPath(source, builder.ApplicationBuilder.AppHostDirectory);
        return builder.WithAnnotation(new ContainerMountAnnotation(path, target, ContainerMountType.BindMount, isReadOnly));
    }

    /// <summary>Chooses the program that runs in the container.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="entrypoint">The program.</param>
    public static IResourceBuilder<T> WithEntrypoint<T>(this IResourceBuilder<T> builder, string entrypoint) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(entrypoint);
        builder.Resource.Entrypoint = entrypoint;
        return builder;
    }

    /// <summary>Chooses the name that the container has in its runtime. The local engine has no runtime.</summary>
    /// <typeparam name="T">The resource's type.</typeparam>
    /// <param name="builder">The container.</param>
    /// <param name="name">The name.</param>
    public static IResourceBuilder<T> WithContainerName<T>(this IResourceBuilder<T> builder, string name) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.WithAnnotation(new ContainerNameAnnotation(name), ResourceAnnotationMutationBehavior.Replace);
    }

    private static IResourceBuilder<T> ChangeImage<T>(this IResourceBuilder<T> builder, Action<ContainerImageAnnotation> change) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        change(builder.Resource.LastOf<ContainerImageAnnotation>()
            ?? throw new InvalidOperationException($"The container '{builder.Resource.Name}' has no image. Call WithImage first."));
        return builder;
    }
}
