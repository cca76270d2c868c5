namespace DevFlow.Secrets;

/// <summary>What a refusal says (RFC 9457).</summary>
internal sealed record VaultProblem(string? Title, string? Detail);
