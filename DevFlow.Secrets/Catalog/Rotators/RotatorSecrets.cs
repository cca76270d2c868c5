namespace DevFlow.Secrets;

/// <summary>Checks that every <c>${secret:KEY}</c> of a rotator's file is in the catalog.</summary>
internal static class RotatorSecrets
{
    public static void Check(YamlNode? node, SecretCatalog catalog, CatalogProblems problems)
    {
        switch (node)
        {
            case YamlMap map:
                map.Pairs.ForEach(pair => Check(pair.Value, catalog, problems));
                break;
            case YamlList list:
                list.Items.ForEach(item => Check(item, catalog, problems));
                break;
            case YamlText text when TextTemplate.TryParse(text.Text, out _) is { } template:
                foreach (var name in template.Names.Where(name => name.Kind is TemplateName.Secret && !catalog.TryGet(name.Name!, out _)))
                {
                    problems.Error(
                        "rotator-secret", text, key: null, $"{name} asks for a secret that config/secrets.yaml does not list",
                        $"list it there{(NearestTo(name.Name!, catalog) is { } near ? $", or write ${{secret:{near}}}" : "")}");
                }

                break;
        }
    }

    // The one that shares the most beginning with it, when that is more than half.
    private static string? NearestTo(string key, SecretCatalog catalog) => catalog.Entries
        .Select(entry => (entry.Key, Common: entry.Key.AsSpan().CommonPrefixLength(key)))
        .Where(near => near.Common * 2 > key.Length)
        .OrderByDescending(near => near.Common)
        .Select(near => near.Key)
        .FirstOrDefault();
}
