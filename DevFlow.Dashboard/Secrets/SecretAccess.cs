namespace DevFlow.Dashboard.Secrets;

/// <summary>That a service looked a secret up.</summary>
/// <param name="Time">When it ended, by the clock of its service.</param>
/// <param name="Service">Who asked.</param>
/// <param name="Source">The source that answered; null when none did.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="FromCache">Whether the answer was remembered.</param>
public record SecretAccess(DateTimeOffset Time, string Service, string? Source, SecretOutcome Outcome, bool FromCache)
{
    /// <summary>Whether the value came from its source rather than from memory.</summary>
    public bool IsFetch => Outcome is SecretOutcome.Hit && !FromCache;
}
