namespace DevFlow.Secrets;

/// <summary>The files of a workspace as they were at one moment.</summary>
internal sealed class WorkspaceFiles
{
    private readonly string _catalogPath;
    private readonly DotEnvFileStamp _catalogStamp;

    private WorkspaceFiles(string catalogPath, DotEnvFileStamp catalogStamp, SecretCatalog catalog, DotEnvLayers layers)
    {
        _catalogPath = catalogPath;
        _catalogStamp = catalogStamp;
        Catalog = catalog;
        Layers = layers;
    }

    public SecretCatalog Catalog { get; }

    public DotEnvLayers Layers { get; }

    public static WorkspaceFiles Read(string root, string environmentName, Func<string, string?> environment)
    {
        var catalogPath = Path.Combine(root, "config", "secrets.yaml");

        // Stamped before it is read: a change in between shows as one.
        var stamp = DotEnvFileStamp.Of(catalogPath);
        var inContainer = environment("DOTNET_RUNNING_IN_CONTAINER") is { } text && SettingKey.TryBoolean(text, out var yes) && yes;
        return new WorkspaceFiles(
            catalogPath, stamp,
            SecretCatalog.Load(catalogPath, "config/secrets.yaml"),
            DotEnvLayers.Load(root, environmentName, environment, inContainer));
    }

    public bool AnyChanged() => Layers.AnyChanged() || DotEnvFileStamp.Of(_catalogPath) != _catalogStamp;
}
