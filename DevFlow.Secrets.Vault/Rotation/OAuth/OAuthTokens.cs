namespace DevFlow.Secrets.Vault;

/// <summary>What a server gave for a refresh token.</summary>
/// <param name="Access">The access token; null where none came that can be sent.</param>
/// <param name="Refresh">The refresh token that counts from now on, which may be the one that was sent.</param>
/// <param name="Lifetime">How long the access token works; null where the server does not say.</param>
internal sealed record OAuthTokens(SecretValue? Access, SecretValue Refresh, TimeSpan? Lifetime)
{
    /// <summary>What it is good for, in the server's words; null where it does not say.</summary>
    public string? Scope { get; init; }
}
