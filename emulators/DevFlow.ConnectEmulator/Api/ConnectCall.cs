namespace DevFlow.ConnectEmulator;

/// <summary>A call of the Connect API under way: who makes it, what it sees, and what it is about.</summary>
internal sealed class ConnectCall(Emulator emulator, AccessToken token, RequestConditions conditions)
{
    public AccessToken Token => token;

    public Emulator Emulator => emulator;

    public bool IsRecorded { get; private set; }

    public string? VaultId { get; private set; }

    public string? ItemId { get; private set; }

    public int? ItemVersion { get; private set; }

    /// <summary>The vaults that reads answer from.</summary>
    public VaultState State => conditions.Replica ?? emulator.Store.State;

    public DateTimeOffset Now => emulator.Time.GetUtcNow();

    /// <summary>What the server's clock says when it makes one-time passwords.</summary>
    public DateTimeOffset CodeTime => Now + conditions.ClockSkew;

    public IEnumerable<Vault> VisibleVaults()
    {
        IsRecorded = true;
        return State.Vaults.Where(vault => token.RightsIn(vault) != VaultRights.None);
    }

    /// <exception cref="ApiException">400 for what is no id, 404 for an unknown vault, 403 for one that the token may not use this way.</exception>
    public Vault Vault(string id, VaultRights needed)
    {
        if (!Ids.IsId(id))
            throw ApiException.Invalid("Invalid Vault UUID");
        IsRecorded = true;
        VaultId = id;
        var vault = State.Vaults.Find(vault => vault.Id == id) ?? throw ApiException.NotFound("vault", id);
        var rights = token.RightsIn(vault);
        return rights == VaultRights.None ? throw ApiException.Forbidden($"vault {id} is not in scope")
            : !rights.HasFlag(needed) ? throw ApiException.Forbidden("Authorization: token does not have access to vault")
            : vault;
    }

    public Item Item(string vaultId, string id, VaultRights needed) => Item(Vault(vaultId, needed), id);

    public Item Item(Vault vault, string id)
    {
        if (!Ids.IsId(id))
            throw ApiException.Invalid("Invalid Item UUID");
        ItemId = id;
        var item = vault.Items.Find(item => item.Id == id) ?? throw ApiException.NotFound("item", id);
        ItemVersion = item.Version;
        return item;
    }

    public void IsAbout(Item item)
    {
        ItemId = item.Id;
        ItemVersion = item.Version;
    }

    /// <summary>Whether what was written may be read back, too.</summary>
    public bool MayRead(Vault vault) => token.RightsIn(vault).HasFlag(VaultRights.Read);
}
