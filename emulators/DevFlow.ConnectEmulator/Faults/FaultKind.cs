namespace DevFlow.ConnectEmulator;

/// <summary>What can be made to go wrong.</summary>
public enum FaultKind
{
    /// <summary>Waits, then goes on.</summary>
    Latency,

    /// <summary>Drops the connection without an answer.</summary>
    Drop,

    /// <summary>401, as for a token that is not known.</summary>
    Unauthorized,

    /// <summary>403, as a server under load gave without reason.</summary>
    Forbidden,

    /// <summary>Any other status.</summary>
    Status,

    /// <summary>Good headers, half of the body, and a closed connection.</summary>
    Truncated,

    /// <summary>A page for people, as a proxy in between answers.</summary>
    Html,

    /// <summary>The body comes in pieces, with a wait before each.</summary>
    SlowBody,

    /// <summary>Reads answer from what was there when the rule was set: a replica that lags.</summary>
    Stale,

    /// <summary>The clock that one-time passwords are made by is off.</summary>
    Clock,
}
