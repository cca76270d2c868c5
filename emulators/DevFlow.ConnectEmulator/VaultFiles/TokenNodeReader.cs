using System.Collections.Frozen;
using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace DevFlow.ConnectEmulator;

/// <summary>Reads one token of a vault file.</summary>
internal static class TokenNodeReader
{
    public static AccessToken Read(YamlNode node, string nameOtherwise, ImmutableList<Vault> vaults, VaultFileFaults faults)
    {
        var token = faults.Map(node, "a token", "token", "name", "vaults", "expires", "revoked");
        var rights = new List<KeyValuePair<string, VaultRights>>();
        if (!token.TryGetValue("vaults", out var scope))
            faults.Add(node, "a token needs vaults: a map of vault names to r, w or rw; * stands for all vaults");
        foreach (var (vault, right) in faults.Map(scope, "vaults"))
        {
            if (vault != AccessToken.AnyVault && !vaults.Exists(known => known.Name == vault || known.Id == vault))
                faults.Add(right, "a token names a vault that is not in this file");
            if (AccessToken.ParseRights(faults.Text(right, "a right")) is { } parsed)
                rights.Add(new(vault, parsed));
            else
                faults.Add(right, "a right has to be r, w or rw");
        }

        var name = faults.Text(token.GetValueOrDefault("name"), "name") ?? nameOtherwise;
        var value = faults.Required(token, "token", node, "a token");
        faults.Unique(node, "token has this name", name);
        faults.Unique(node, "token has this value", value);
        return Make(name, value, rights) with
        {
            Expires = faults.Time(token.GetValueOrDefault("expires"), "expires"),
            IsRevoked = faults.Flag(token.GetValueOrDefault("revoked"), "revoked"),
        };
    }

    public static AccessToken Make(string name, string value, IEnumerable<KeyValuePair<string, VaultRights>> rights) =>
        new(name, value, rights.ToFrozenDictionary(StringComparer.Ordinal));
}
