namespace DevFlow.Secrets;

/// <summary>
/// A source refused to tell a secret. Outside local mode that ends the resolution: a revoked token must not be papered over
/// by an old copy of the value in another source.
/// </summary>
public sealed class SecretAccessDeniedException : Exception
{
    /// <summary>Describes a refusal.</summary>
    /// <param name="key">The environment key asked for.</param>
    /// <param name="step">What the source said.</param>
    public SecretAccessDeniedException(string key, SourceStep step)
        : base(Describe(key, step))
    {
        Key = key;
        Step = step;
    }

    /// <summary>The environment key asked for.</summary>
    public string Key { get; }

    /// <summary>What the source said.</summary>
    public SourceStep Step { get; }

    private static string Describe(string key, SourceStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var remedy = step.Remedy is null ? "" : $"; {step.Remedy}";
        return $"Access to secret '{key}' was denied by {step.Source}: {step.Detail}{remedy}. "
            + "Other sources are not asked outside local mode.";
    }
}
