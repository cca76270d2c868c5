namespace DevFlow.Secrets.Vault.Tests.Rotation.Http;

internal sealed record ProviderKey(string Id, string Value, string Name);
