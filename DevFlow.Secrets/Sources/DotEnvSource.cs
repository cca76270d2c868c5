namespace DevFlow.Secrets;

/// <summary>The layered .env files.</summary>
/// <param name="layers">Gives the layers as they are now.</param>
/// <param name="timeProvider">Dates the values; by default the system's clock.</param>
public sealed class DotEnvSource(Func<DotEnvLayers> layers, TimeProvider? timeProvider = null) : ISecretSource
{
    private readonly TimeProvider _time = timeProvider ?? TimeProvider.System;

    /// <inheritdoc/>
    public string Name => SecretSourceNames.DotEnv;

    /// <inheritdoc/>
    public ValueTask<SourceAnswer> AskAsync(SecretRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ValueTask.FromResult(Ask(request.Key, layers()));
    }

    private SourceAnswer Ask(string key, DotEnvLayers now)
    {
        if (now.TryGet(key, out var entry) && !entry.IsEmpty)
            return SourceAnswer.Found(new SecretValue(entry.Reveal(), Name, _time.GetUtcNow()), $"{entry.Path}:{entry.Line}");

        var remedy = $"set {key}=… in .env";
        if (now.Diagnostics.FirstOrDefault(d => d.Key == key && d.Severity is FindingSeverity.Error) is { } fault)
            return Missed($"{fault.Path}:{fault.Line} is faulty: {fault.Message}", $"mend {fault.Path}:{fault.Line}");
        if (entry is not null)
            return Missed($"{entry.Path}:{entry.Line} sets it to nothing", remedy);
        return Missed(now.Documents.Any(d => d.Exists) ? "no .env file sets it" : "there is no .env file", remedy);
    }

    private static SourceAnswer Missed(string detail, string remedy) => SourceAnswer.Missed(SourceOutcome.NotFound, detail, remedy);
}
