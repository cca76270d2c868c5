namespace DevFlow.ConnectEmulator;

/// <summary>What an emulator is made of. It outlives a stop and a start of the server in front of it.</summary>
internal sealed record Emulator(VaultStore Store, TokenStore Tokens, TimeProvider Time, ConnectEmulatorOptions Options)
{
    /// <summary>The version of Connect whose behaviour is followed.</summary>
    public const string Version = "1.8.1";

    public FaultSwitches Faults { get; } = new(() => Store.State);

    public RequestLog Requests { get; } = new();

    public ActivityLog Activity { get; } = new();

    public Health Health { get; } = new();

    public StringComparison TitleComparison => Options.ExactTitles ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
}
