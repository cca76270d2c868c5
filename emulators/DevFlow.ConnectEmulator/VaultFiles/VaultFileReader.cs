using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DevFlow.ConnectEmulator;

/// <summary>Reads tokens and vaults out of YAML.</summary>
internal static class VaultFileReader
{
    public static VaultFile Read(string yaml, VaultFileFaults faults, DateTimeOffset now)
    {
        if (Load(yaml, faults) is not { } root)
            return VaultFile.Empty;
        var file = faults.Map(root, "the file", "tokens", "vaults");
        var count = new Occurrences();
        var vaults = faults.List(file.GetValueOrDefault("vaults"), "vaults").Select(node => ReadVault(node, faults, count, now)).ToImmutableList();
        var tokens = faults.List(file.GetValueOrDefault("tokens"), "tokens")
            .Select((node, index) => TokenNodeReader.Read(node, $"token-{index + 1}", vaults, faults)).ToList();
        return new VaultFile(new VaultState(vaults), tokens);
    }

    private static YamlNode? Load(string yaml, VaultFileFaults faults)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        catch (YamlException e)
        {
            // The exception's own text may quote what stands there.
            var isTwice = e.Message.Contains("duplicate key", StringComparison.OrdinalIgnoreCase);
            faults.Add(e.Start, isTwice
                ? "a name stands twice in one map: fields that share a label are written as a list, each with its label"
                : "this is not valid YAML: check indentation, quotes and colons here and on the line above");
            return null;
        }
        catch (InvalidOperationException)
        {
            // The parser falls over an unclosed bracket without saying where.
            faults.Add(Mark.Empty, "this is not valid YAML: look for an unclosed bracket, brace or quote");
            return null;
        }

        if (stream.Documents.Count > 1)
            faults.Add(stream.Documents[1].RootNode, "a second document starts here, and only one is read");
        return stream.Documents.Count > 0 ? stream.Documents[0].RootNode : null;
    }

    private static Vault ReadVault(YamlNode node, VaultFileFaults faults, Occurrences count, DateTimeOffset now)
    {
        var vault = faults.Map(node, "a vault", "name", "id", "description", "type", "items");
        var name = faults.Required(vault, "name", node, "a vault");
        var id = faults.Id(vault.GetValueOrDefault("id"), "vault", name, count.Next("vault", name));
        faults.Unique(node, "vault has this id", id);
        var items = new ItemNodeReader(id, faults, count, now);
        return new Vault
        {
            Id = id,
            Name = name,
            Description = faults.Text(vault.GetValueOrDefault("description"), "description"),
            Type = faults.Text(vault.GetValueOrDefault("type"), "type") ?? "USER_CREATED",
            CreatedAt = now,
            UpdatedAt = now,
            Items = [.. faults.List(vault.GetValueOrDefault("items"), "items").Select(items.Read)],
        };
    }
}
