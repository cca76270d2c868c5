namespace DevFlow.Secrets.Vault.Tests.Rotation.Http;

internal sealed record KeyRequest(string Name);
