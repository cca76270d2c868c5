namespace DevFlow.WorkflowEngine.Secrets;

/// <summary>The answer of <c>GET /api/v1/secrets/{key}</c>: each source asked, what it said, which one wins.</summary>
internal sealed record SecretExplanationDocument(string Key, string Path, string? Reference, string? Winner, IReadOnlyList<SecretStepDocument> Steps);
