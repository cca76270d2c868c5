namespace DevFlow.Hosting.ApplicationModel;

/// <summary>The image of a container.</summary>
public sealed class ContainerImageAnnotation : IResourceAnnotation
{
    private string? _tag;
    private string? _digest;

    /// <summary>The registry; null when it is part of the image's name or the default one.</summary>
    public string? Registry { get; set; }

    /// <summary>The image's name.</summary>
    public required string Image { get; set; }

    /// <summary>The tag. Setting it clears <see cref="SHA256"/>.</summary>
    public string? Tag
    {
        get => _tag;
        set => (_tag, _digest) = (value, null);
    }

    /// <summary>The digest, without <c>sha256:</c>. Setting it clears <see cref="Tag"/>.</summary>
    public string? SHA256
    {
        get => _digest;
        set => (_digest, _tag) = (value, null);
    }

    /// <summary>As a container runtime takes it.</summary>
    internal string FullName =>
        $"{(string.IsNullOrEmpty(Registry) ? "" : $"{Registry}/")}{Image}{(SHA256 is null ? $":{Tag}" : $"@sha256:{SHA256}")}";
}
