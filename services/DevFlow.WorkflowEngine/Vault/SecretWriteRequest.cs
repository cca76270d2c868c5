namespace DevFlow.WorkflowEngine.Vault;

/// <summary>What is to be written. No record: what is printed by mistake is the name of the type.</summary>
internal sealed class SecretWriteRequest
{
    public string? Value { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public int? ExpectedVersion { get; init; }
}
