namespace DevFlow.ConnectEmulator;

/// <summary>Something that goes wrong, for which requests, and how often.</summary>
public sealed record FaultRule
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>For how many requests; null, the default, until it is cleared.</summary>
    public int? Times { get; init; }

    /// <summary>Such as GET; null, the default, for all.</summary>
    public string? Method { get; init; }

    /// <summary>A part of the paths that it is for; null, the default, for all but the emulator's own controls.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// How long, in milliseconds: needed for <see cref="FaultKind.Latency"/>, <see cref="FaultKind.SlowBody"/> (between two pieces) and
    /// <see cref="FaultKind.Clock"/> (how far ahead; negative for behind).
    /// </summary>
    public int? Milliseconds { get; init; }

    /// <summary>The status: needed for <see cref="FaultKind.Status"/>; 200 by default for <see cref="FaultKind.Html"/>.</summary>
    public int? Status { get; init; }

    /// <summary>The message of the error; each kind has one of its own by default.</summary>
    public string? Message { get; init; }

    /// <summary>Seconds for a Retry-After header beside a status; none by default.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>What is missing or out of range, or null.</summary>
    internal string? FaultInRule() => this switch
    {
        { Times: < 1 } => "times has to be at least 1",
        { Kind: FaultKind.Latency or FaultKind.SlowBody, Milliseconds: null or < 0 } => "milliseconds has to be given, from 0",
        { Kind: FaultKind.Clock, Milliseconds: null } => "milliseconds has to be given",
        { Kind: FaultKind.Status, Status: null or < 200 or > 599 } => "status has to be given, from 200 to 599",
        { Kind: FaultKind.Html, Status: < 200 or > 599 } => "status has to be from 200 to 599",
        _ => null,
    };
}
