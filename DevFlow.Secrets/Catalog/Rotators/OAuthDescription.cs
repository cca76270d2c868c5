namespace DevFlow.Secrets;

/// <summary>Where a refresh token is renewed (RFC 6749, 6): a file of <c>config/rotators</c> with <c>kind: oauth</c>, read.</summary>
internal sealed record OAuthDescription
{
    public required Uri TokenEndpoint { get; init; }

    public required TextTemplate ClientId { get; init; }

    /// <summary>Null for an application that keeps no secret.</summary>
    public TextTemplate? ClientSecret { get; init; }

    /// <summary>Whether the application names itself in the body and not in a header. Default false.</summary>
    public bool IsInBody { get; init; }

    /// <summary>What is asked for; null for what was granted.</summary>
    public string? Scope { get; init; }

    /// <summary>Where a person signs in again; null where the file does not say.</summary>
    public string? SignIn { get; init; }

    /// <summary>A request that an access token has to open; null for none.</summary>
    public HttpStep? Test { get; init; }

    public TimeSpan Timeout { get; init; } = HttpRotatorDescription.DefaultTimeout;
}
