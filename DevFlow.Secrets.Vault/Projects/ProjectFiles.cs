namespace DevFlow.Secrets.Vault;

/// <summary>The .env files of projects: <c>projects/&lt;name&gt;/.env</c>, then <c>.env.&lt;environment&gt;</c>, which wins.</summary>
/// <param name="root">The folder that holds <c>projects/</c>.</param>
internal sealed class ProjectFiles(string root)
{
    /// <inheritdoc cref="ContainedFile.Open"/>
    public Action? Opening { get; init; }

    /// <summary>Reads them as they are now: they are small and near, and what is not remembered needs no one to say that it has changed.</summary>
    /// <param name="project">The project's name, which is checked.</param>
    /// <param name="environment">The environment's, which is too.</param>
    public DotEnvLayers Load(string project, string environment) => DotEnvLayers.Load(
        [.. new[] { ".env", $".env.{environment}" }.Select(name => (Path.Combine(root, "projects", project, name), $"projects/{project}/{name}"))],
        // A ${NAME} is the project's own: what the process has been given is the platform's.
        environment: _ => null,
        (path, shown, lookup) => DotEnvFile.Read(() => ContainedFile.Open(root, ["projects", project, Path.GetFileName(path)], Opening), shown, lookup, inContainer: true),
        []);
}
