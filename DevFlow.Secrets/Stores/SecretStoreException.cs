namespace DevFlow.Secrets;

/// <summary>A store could not be written. Meant for the person who must act; it carries no value, and no exception that could.</summary>
/// <param name="outcome">In which way, as a source would miss; <see cref="SourceOutcome.NotConfigured"/> also for what cannot be written there.</param>
/// <param name="detail">What is wrong and where, as a clause without a full stop.</param>
/// <param name="remedy">What to do about it; null when there is nothing to do.</param>
public sealed class SecretStoreException(SourceOutcome outcome, string detail, string? remedy = null)
    : Exception(remedy is null ? detail : $"{detail}; {remedy}")
{
    /// <summary>In which way it failed.</summary>
    public SourceOutcome Outcome { get; } = outcome;

    /// <summary>What is wrong and where.</summary>
    public string Detail { get; } = detail;

    /// <summary>What to do about it; null when there is nothing to do.</summary>
    public string? Remedy { get; } = remedy;
}
