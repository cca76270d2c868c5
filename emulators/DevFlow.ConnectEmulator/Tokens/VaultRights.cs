namespace DevFlow.ConnectEmulator;

/// <summary>What a token may do in a vault.</summary>
[Flags]
internal enum VaultRights
{
    None = 0,
    Read = 1,
    Write = 2,
    All = Read | Write,
}
