using DevFlow.WorkflowEngine.Api;

namespace DevFlow.WorkflowEngine.Vault;

/// <summary>A secret with its value.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Which version; null where there are none.</param>
/// <param name="Value">Its value.</param>
/// <param name="Source">Where it was found.</param>
/// <param name="ExpiresAt">When it stops to work; null when that is not known.</param>
internal sealed record SecretDocument(string Name, int? Version, HandedOut Value, string Source, DateTimeOffset? ExpiresAt);
