namespace DevFlow.Secrets;

/// <summary>The one thing that bears a title. Of several none is picked.</summary>
internal static class OnePasswordTitles
{
    /// <summary>The vault's id; null when there is none.</summary>
    public static string? Only(string title, IReadOnlyList<ConnectVault> vaults) => vaults.Count > 1
        ? throw new ConnectException(
            ConnectErrorKind.Ambiguous, $"{vaults.Count} vaults are named '{title}': {Ids(vaults.Select(vault => vault.Id))}",
            "write the id of the right one in place of the name")
        : vaults.SingleOrDefault()?.Id;

    /// <summary>The item's id; null when there is none. What is archived or deleted is left out, as the op tool does.</summary>
    public static string? Only(SecretReference reference, IEnumerable<ConnectItem> items)
    {
        var inUse = items.Where(item => string.IsNullOrEmpty(item.State)).ToList();
        return inUse.Count > 1
            ? throw new ConnectException(
                ConnectErrorKind.Ambiguous,
                $"vault '{reference.Vault}' has {inUse.Count} items named '{reference.Item}': {Ids(inUse.Select(item => item.Id))}",
                "write the id of the right one in place of the title")
            : inUse.SingleOrDefault()?.Id;
    }

    private static string Ids(IEnumerable<string> ids) => string.Join(", ", ids.Order(StringComparer.Ordinal));
}
