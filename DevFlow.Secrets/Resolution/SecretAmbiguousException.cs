namespace DevFlow.Secrets;

/// <summary>
/// A reference could mean more than one value: two items of one title, two fields of one label. That ends the resolution in every
/// mode, since a pick would be a guess; the message lists the ids to choose from.
/// </summary>
/// <param name="key">The environment key asked for.</param>
/// <param name="step">What the source said.</param>
public sealed class SecretAmbiguousException(string key, SourceStep step)
    : SecretRefusedException(key, step, $"Secret '{key}' is ambiguous in {step?.Source}: {WithRemedy(step!)}.");
