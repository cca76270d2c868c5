using System.ComponentModel;

namespace DevFlow.McpGateway.Secrets;

/// <summary>What one source said of a secret.</summary>
internal sealed record SecretStep(string Source, string Outcome, string Detail, [property: Description("What a person can do about it.")] string? Remedy);
