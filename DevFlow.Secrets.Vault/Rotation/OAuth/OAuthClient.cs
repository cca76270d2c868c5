namespace DevFlow.Secrets.Vault;

/// <summary>An application as a server of tokens knows it.</summary>
/// <param name="TokenEndpoint">Where tokens are renewed.</param>
/// <param name="Id">Its id.</param>
/// <param name="Secret">Its secret; null for one that keeps none.</param>
internal sealed record OAuthClient(Uri TokenEndpoint, string Id, SecretValue? Secret)
{
    /// <summary>Whether it names itself in the body and not in a header.</summary>
    public bool IsInBody { get; init; }

    /// <summary>What is asked for; null for what was granted.</summary>
    public string? Scope { get; init; }

    /// <summary>Where a person signs in again; null where that is not known.</summary>
    public string? SignIn { get; init; }

    /// <summary>How long an attempt may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
