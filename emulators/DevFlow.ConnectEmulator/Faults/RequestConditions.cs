namespace DevFlow.ConnectEmulator;

/// <summary>What a request sees otherwise than it is, because of faults.</summary>
internal sealed class RequestConditions
{
    public VaultState? Replica { get; set; }

    public TimeSpan ClockSkew { get; set; }

    public bool IsDropped { get; set; }
}
