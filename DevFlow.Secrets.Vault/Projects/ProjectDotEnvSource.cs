namespace DevFlow.Secrets.Vault;

/// <summary>The files of one project and environment.</summary>
internal sealed class ProjectDotEnvSource(ProjectFiles files, ProjectScope scope, TimeProvider time) : ISecretSource
{
    public string Name => SecretSourceNames.DotEnv;

    public ValueTask<SourceAnswer> AskAsync(SecretRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(Ask());

    private SourceAnswer Ask()
    {
        var layers = files.Load(scope.Project.Name, scope.Environment);
        if (layers.TryGet(scope.Key, out var entry) && !entry.IsEmpty)
            return SourceAnswer.Found(new SecretValue(entry.Reveal(), Name, time.GetUtcNow()), $"{entry.Path}:{entry.Line}");

        var place = $"projects/{scope.Project.Name}/.env.{scope.Environment}";
        if (layers.Diagnostics.FirstOrDefault(fault => fault.Severity is FindingSeverity.Error && (fault.Key == scope.Key || IsWhole(layers, fault))) is { } fault)
            return SourceAnswer.Missed(SourceOutcome.Unavailable, $"{fault.Path}:{fault.Line} is faulty: {fault.Message}", $"mend {fault.Path}:{fault.Line}");
        return SourceAnswer.Missed(
            SourceOutcome.NotFound,
            entry is not null ? $"{entry.Path}:{entry.Line} sets it to nothing"
            : layers.Documents.Any(document => document.Exists) ? "no .env file of the project sets it"
            : "the project has no .env file",
            $"set {scope.Key}=… in {place}");
    }

    // Of such a file nothing could be read: it may set the key.
    private static bool IsWhole(DotEnvLayers layers, DotEnvDiagnostic fault) =>
        fault.Key is null && layers.Documents.Any(document => document.Path == fault.Path && document.Entries.Count == 0);
}
