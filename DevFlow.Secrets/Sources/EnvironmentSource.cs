namespace DevFlow.Secrets;

/// <summary>The process environment, last in the cascade.</summary>
/// <param name="read">Reads a variable; by default from the process.</param>
/// <param name="timeProvider">Dates the values; by default the system's clock.</param>
public sealed class EnvironmentSource(Func<string, string?>? read = null, TimeProvider? timeProvider = null) : ISecretSource
{
    private readonly Func<string, string?> _read = read ?? Read;
    private readonly TimeProvider _time = timeProvider ?? TimeProvider.System;

    /// <inheritdoc/>
    public string Name => SecretSourceNames.Environment;

    /// <summary>Reads a variable of the process environment: the one place in DevFlow that does.</summary>
    /// <param name="name">The variable.</param>
#pragma warning disable RS0030 // The rule sends everybody here.
    public static string? Read(string name) => Environment.GetEnvironmentVariable(name);
#pragma warning restore RS0030

    /// <inheritdoc/>
    public ValueTask<SourceAnswer> AskAsync(SecretRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var value = _read(request.Key);
        return ValueTask.FromResult(string.IsNullOrEmpty(value)
            ? SourceAnswer.Missed(
                SourceOutcome.NotFound,
                value is null ? $"the variable {request.Key} is not set" : $"the variable {request.Key} is empty",
                $"set the environment variable {request.Key} before the start")
            : SourceAnswer.Found(new SecretValue(value, Name, _time.GetUtcNow()), $"environment variable {request.Key}"));
    }
}
