namespace DevFlow.Secrets;

/// <summary>
/// 1Password Connect did not give what was asked. It is meant for the person who must act, and carries neither a value, nor a header,
/// nor a body, nor the exception of the network below.
/// </summary>
public class ConnectException : Exception
{
    /// <summary>Describes a failure.</summary>
    /// <param name="kind">In which way it failed.</param>
    /// <param name="detail">What is wrong and where, as a clause without a full stop.</param>
    /// <param name="remedy">What to do about it; null when there is nothing to do.</param>
    /// <param name="endpoint">The endpoint that answered, or was to; null when it concerns none, or several.</param>
    /// <param name="status">The HTTP status, when there was an answer.</param>
    public ConnectException(ConnectErrorKind kind, string detail, string? remedy = null, Uri? endpoint = null, int? status = null)
        : base(remedy is null ? detail : $"{detail}; {remedy}")
    {
        Kind = kind;
        Detail = detail;
        Remedy = remedy;
        Endpoint = endpoint is null ? null : new Uri(ConnectEndpoints.Show(endpoint));
        Status = status;
    }

    /// <summary>In which way it failed.</summary>
    public ConnectErrorKind Kind { get; }

    /// <summary>What is wrong and where, such as <c>1Password Connect at http://localhost:8080 refused the token (401)</c>.</summary>
    public string Detail { get; }

    /// <summary>What to do about it; null when there is nothing to do.</summary>
    public string? Remedy { get; }

    /// <summary>The endpoint (scheme, host and port, no credentials); null when it concerns none, or several.</summary>
    public Uri? Endpoint { get; }

    /// <summary>The HTTP status of the answer; null when there was none.</summary>
    public int? Status { get; }

    /// <summary>Whether it is what was answered a moment ago, and nobody was asked again.</summary>
    internal bool IsRemembered { get; init; }

    /// <summary>Whether the same question may fare better in a moment.</summary>
    internal bool IsTransient { get; init; }

    /// <summary>Whether nothing came within the time that there was: who asks again waits as long again.</summary>
    internal bool IsTimeout { get; init; }

    /// <summary>Whether it is certain that Connect has not seen the request, so that even a write may be repeated.</summary>
    internal bool NothingSent { get; init; }

    /// <summary>Whether it is the vault that is not there, so that nothing could be made in it either.</summary>
    internal bool NoVault { get; init; }

    /// <summary>How long Connect asks to be left alone.</summary>
    internal TimeSpan? RetryAfter { get; init; }
}
