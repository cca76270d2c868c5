namespace DevFlow.WorkflowEngine.Access;

/// <summary>Who calls.</summary>
internal sealed record MeAnswer(string Principal, string Role, string Name, string? DisplayName);
