namespace DevFlow.WorkflowEngine.Secrets;

/// <summary>The answer of <c>GET /api/v1/secrets</c>, and each event of its stream.</summary>
internal sealed record SecretsDocument(string Mode, string Environment, OnePasswordStatus OnePassword, IReadOnlyList<SecretRow> Secrets);
