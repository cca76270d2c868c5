namespace DevFlow.WorkflowEngine.Secrets;

/// <summary>One secret as the API lists it. There is no room for a value.</summary>
internal sealed record SecretRow
{
    public required string Key { get; init; }

    public required string Path { get; init; }

    public required bool Secret { get; init; }

    public required string Tier { get; init; }

    public string? Reference { get; init; }

    public string? Description { get; init; }

    public required string State { get; init; }

    public string? Source { get; init; }

    public required string Detail { get; init; }

    public required bool Required { get; init; }

    public required IReadOnlyList<string> UsedBy { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }
}
