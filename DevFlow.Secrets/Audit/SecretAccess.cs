namespace DevFlow.Secrets;

/// <summary>
/// One access to a secret, as the audit keeps it. It has no place for a value; what it holds (key, reference, user) is written in
/// the clear, so none of it may be one.
/// </summary>
public sealed record SecretAccess
{
    /// <summary>The environment key asked for.</summary>
    public required string Key { get; init; }

    /// <summary>Whose secret it is.</summary>
    public required SecretTier Tier { get; init; }

    /// <summary>The source that answered, as in <see cref="SecretSourceNames"/>; null when none did.</summary>
    public string? Source { get; init; }

    /// <summary>
    /// How it ended: <c>hit</c>, <c>miss</c>, <c>stale</c>, <c>denied</c> or <c>error</c>, or that it was to be <c>written</c> or
    /// <c>removed</c>; see <see cref="SecretOutcomes"/>.
    /// </summary>
    public required string Outcome { get; init; }

    /// <summary>The 1Password reference it was read by; null from any other source.</summary>
    public string? Reference { get; init; }

    /// <summary>The version of the item; null from a source that has none.</summary>
    public int? Version { get; init; }

    /// <summary>On whose behalf the service asked; null when on its own.</summary>
    public string? User { get; init; }

    /// <summary>The W3C trace id, 32 hexadecimal digits; null outside a trace.</summary>
    public string? TraceId { get; init; }

    /// <summary>The W3C span id, 16 hexadecimal digits; null outside a trace.</summary>
    public string? SpanId { get; init; }

    /// <summary>What repeated reads are added up by: everything but the trace.</summary>
    internal SecretAccess Identity => TraceId is null && SpanId is null ? this : this with { TraceId = null, SpanId = null };
}
