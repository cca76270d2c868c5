namespace DevFlow.Secrets;

/// <summary>
/// A reference could mean more than one value: two items of one title, two fields of one label. That ends the resolution in every
/// mode, since a pick would be a guess; the message lists the ids to choose from.
/// </summary>
public sealed class SecretAmbiguousException : Exception
{
    /// <summary>Describes what a reference could mean.</summary>
    /// <param name="key">The environment key asked for.</param>
    /// <param name="step">What the source said.</param>
    public SecretAmbiguousException(string key, SourceStep step)
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
        return $"Secret '{key}' is ambiguous in {step.Source}: {step.Detail}{remedy}.";
    }
}
