using System.Collections.Frozen;

namespace DevFlow.ConnectEmulator;

/// <summary>A token of the emulator. Only its name is ever shown.</summary>
internal sealed record AccessToken(string Name, string Value, FrozenDictionary<string, VaultRights> Vaults)
{
    /// <summary>Stands for every vault.</summary>
    public const string AnyVault = "*";

    public DateTimeOffset? Expires { get; init; }

    public bool IsRevoked { get; init; }

    public VaultRights RightsIn(Vault vault) =>
        Vaults.TryGetValue(vault.Id, out var rights) || Vaults.TryGetValue(vault.Name, out rights) || Vaults.TryGetValue(AnyVault, out rights)
            ? rights
            : VaultRights.None;

    /// <summary>"r", "w" or "rw"; null for anything else.</summary>
    public static VaultRights? ParseRights(string? text) => text switch
    {
        "r" => VaultRights.Read,
        "w" => VaultRights.Write,
        "rw" => VaultRights.All,
        _ => null,
    };

    public override string ToString() => Name;
}
