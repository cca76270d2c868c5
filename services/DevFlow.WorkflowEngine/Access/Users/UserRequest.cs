namespace DevFlow.WorkflowEngine.Access;

/// <summary>Asks for a person to be added.</summary>
internal sealed record UserRequest(string? Name, string? DisplayName, string? Role);
