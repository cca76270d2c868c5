using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.JavaScript;

namespace DevFlow.Hosting.Publishing;

/// <summary>Writes a whole model into a manifest, each resource as its kind or its callback says.</summary>
internal static class ManifestModel
{
    public static async Task WriteAsync(this ManifestPublishingContext context, IReadOnlyCollection<IResource> resources)
    {
        foreach (var resource in resources)
            context.Take(resource.Name);

        context.Writer.WriteStartObject();
        context.Writer.WriteStartObject("resources");
        foreach (var resource in resources)
            await WriteAsync(context, resource);

        // What nobody has added to the model, such as a password that a server made for itself.
        var written = resources.Select(resource => resource.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var resource in context.Referenced.Values.Where(resource => !written.Contains(resource.Name)).ToList())
            await WriteAsync(context, resource);

        context.Encoded.WriteAll(context.Writer);
        context.Writer.WriteEndObject();
        context.Writer.WriteEndObject();
        await context.Writer.FlushAsync(context.CancellationToken);
    }

    private static async Task WriteAsync(ManifestPublishingContext context, IResource resource)
    {
        var callback = resource.LastOf<ManifestPublishingCallbackAnnotation>();
        if (callback is { Callback: null })
            return;

        context.Writer.WriteStartObject(resource.Name);
        try
        {
            await (callback?.Callback!(context) ?? WriteKindAsync(context, resource));
        }
        catch (Exception fault) when (fault is not (DistributedApplicationException or OperationCanceledException))
        {
            // A callback of the app host; a stack trace alone does not say whose.
            throw new DistributedApplicationException($"'{resource.Name}' cannot be published: {fault.GetType().Name}: {fault.Message}", fault);
        }

        context.Writer.WriteEndObject();
        if (resource is ParameterResource parameter)
            context.Encoded.Write(parameter, context.Writer);
    }

    private static async Task WriteKindAsync(ManifestPublishingContext context, IResource resource)
    {
        switch (resource)
        {
            case ContainerResource container:
                await context.WriteContainerAsync(container);
                break;
            case ProjectResource project:
                await WriteProjectAsync(context, project);
                break;
            case JavaScriptAppResource app:
                await WriteAppAsync(context, app);
                break;
            case ExecutableResource executable:
                await WriteExecutableAsync(context, executable);
                break;
            case ParameterResource parameter:
                WriteParameter(context, parameter);
                break;
            case IResourceWithConnectionString:
                context.Writer.WriteString("type", "value.v0");
                context.WriteConnectionString(resource);
                break;
            default:
                context.Writer.WriteString("error", "This resource does not support generation in the manifest.");
                break;
        }
    }

    private static async Task WriteProjectAsync(ManifestPublishingContext context, ProjectResource project)
    {
        var metadata = project.LastOf<IProjectMetadata>()
            ?? throw new DistributedApplicationException($"The project '{project.Name}' cannot be published: it does not say where it lies. Add it with AddProject.");
        context.Writer.WriteString("type", "project.v0");
        context.Writer.WriteString("path", context.GetManifestRelativePath(metadata.ProjectPath));
        await WriteProcessAsync(context, project);
    }

    private static async Task WriteExecutableAsync(ManifestPublishingContext context, ExecutableResource executable)
    {
        context.Writer.WriteString("type", "executable.v0");
        context.WriteConnectionString(executable);
        context.Writer.WriteString("workingDirectory", context.GetManifestRelativePath(executable.WorkingDirectory));
        context.Writer.WriteString("command", executable.Command);
        await WriteProcessAsync(context, executable);
    }

    /// <summary>An app is built into files that a server serves, and nothing runs in the image, unless it has a Dockerfile of its own.</summary>
    private static async Task WriteAppAsync(ManifestPublishingContext context, JavaScriptAppResource app)
    {
        context.Writer.WriteString("type", "container.v1");
        context.WriteConnectionString(app);
        context.Writer.WriteStartObject("build");
        context.Writer.WriteString("context", context.GetManifestRelativePath(app.WorkingDirectory));
        context.Writer.WriteString("dockerfile", context.GetManifestRelativePath(await NodeDockerfile.PlaceAsync(app, context)));
        if (!NodeDockerfile.IsOwn(app))
            context.Writer.WriteBoolean("buildOnly", value: true);
        context.Writer.WriteEndObject();
        await WriteProcessAsync(context, app);
    }

    private static async Task WriteProcessAsync(ManifestPublishingContext context, IResource resource)
    {
        await context.WriteCommandLineArgumentsAsync(resource);
        await context.WriteEnvironmentVariablesAsync(resource);
        context.WriteBindings(resource);
    }

    private static void WriteParameter(ManifestPublishingContext context, ParameterResource parameter)
    {
        var writer = context.Writer;
        writer.WriteString("type", "parameter.v0");
        if (parameter is IResourceWithConnectionString)
            writer.WriteString("connectionString", parameter.ValueExpression);
        writer.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        writer.WriteStartObject("inputs");
        writer.WriteStartObject("value");
        writer.WriteString("type", "string");
        if (parameter.Secret)
            writer.WriteBoolean("secret", value: true);
        if (parameter.Default is { } value)
        {
            writer.WriteStartObject("default");
            value.WriteToManifest(context);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
