namespace DevFlow.WorkflowEngine.Vault;

/// <summary>A secret with its value. No record: what is printed by mistake is the name of the type.</summary>
internal sealed class SecretDocument
{
    public required string Name { get; init; }

    public int? Version { get; init; }

    public required string Value { get; init; }

    public required string Source { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }
}
