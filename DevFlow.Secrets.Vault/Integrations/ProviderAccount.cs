namespace DevFlow.Secrets.Vault;

/// <summary>An account at a provider.</summary>
/// <param name="Id">What the provider knows it by for ever.</param>
/// <param name="Name">What it is called there now.</param>
public sealed record ProviderAccount(string Id, string Name);
