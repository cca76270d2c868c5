namespace DevFlow.ConnectEmulator;

/// <summary>One row of the activity list: who did what with which item or vault, and whether that was allowed.</summary>
internal sealed record ActivityRecord
{
    public Guid RequestId { get; } = Guid.NewGuid();

    public required DateTimeOffset Timestamp { get; init; }

    public required string Action { get; init; }

    public required bool IsAllowed { get; init; }

    public required string TokenId { get; init; }

    public required string UserAgent { get; init; }

    public required string RequestIp { get; init; }

    public string? VaultId { get; init; }

    public string? ItemId { get; init; }

    public int? ItemVersion { get; init; }
}
