namespace DevFlow.Secrets.Vault;

/// <summary>What a provider gave for an account.</summary>
/// <param name="Access">The access token.</param>
/// <param name="Refresh">The refresh token; null where there is none.</param>
/// <param name="Lifetime">How long the access token works; null where the provider does not say.</param>
/// <param name="Scopes">What it is good for; null where the provider does not say.</param>
public sealed record ProviderTokens(SecretValue Access, SecretValue? Refresh, TimeSpan? Lifetime, IReadOnlyList<string>? Scopes);
