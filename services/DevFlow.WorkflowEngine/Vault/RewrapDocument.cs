namespace DevFlow.WorkflowEngine.Vault;

/// <summary>How far wrapping anew is in the engine that was asked.</summary>
internal sealed record RewrapDocument(bool Running, long Wrapped, int Refused, string? Problem);
