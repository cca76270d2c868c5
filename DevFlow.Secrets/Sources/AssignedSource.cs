namespace DevFlow.Secrets;

/// <summary>
/// What the app host assigned: the connection string of a resource that it started. It stands above the cascade, so that a
/// random port, or a database started for a test, is never confused with somebody's real one.
/// </summary>
/// <param name="connectionString">Gives the connection string of a name, or null.</param>
/// <param name="timeProvider">Dates the values; by default the system's clock.</param>
public sealed class AssignedSource(Func<string, string?> connectionString, TimeProvider? timeProvider = null) : ISecretSource
{
    private readonly TimeProvider _time = timeProvider ?? TimeProvider.System;

    /// <inheritdoc/>
    public string Name => SecretSourceNames.AppHost;

    /// <inheritdoc/>
    public ValueTask<SourceAnswer> AskAsync(SecretRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ValueTask.FromResult(Ask(request.Entry?.AssignedConnection));
    }

    private SourceAnswer Ask(string? name)
    {
        if (name is null)
            return SourceAnswer.Missed(SourceOutcome.NotConfigured, "the app host assigns nothing to this key");
        var value = connectionString(name);
        return string.IsNullOrEmpty(value)
            ? SourceAnswer.Missed(SourceOutcome.NotFound, $"the app host has not assigned the connection '{name}'")
            : SourceAnswer.Found(new SecretValue(value, Name, _time.GetUtcNow()), $"connection '{name}'");
    }
}
