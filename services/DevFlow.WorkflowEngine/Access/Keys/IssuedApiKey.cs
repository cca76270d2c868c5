using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Api;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>A key that was issued.</summary>
/// <param name="ApiKey">What is kept of it.</param>
/// <param name="Key">The key. Nobody can be told it again.</param>
internal sealed record IssuedApiKey(ApiKey ApiKey, HandedOut Key);
