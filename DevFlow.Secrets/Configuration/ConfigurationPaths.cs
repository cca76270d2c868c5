using Microsoft.Extensions.Configuration;

namespace DevFlow.Secrets;

/// <summary>The path of an entry as .NET's configuration writes it, so that the property ApiKey is found for <c>api_key</c>.</summary>
internal static class ConfigurationPaths
{
    public static string Of(CatalogEntry entry) =>
        string.Join(ConfigurationPath.KeyDelimiter, entry.Path.Split('.').Select(Pascal));

    private static string Pascal(string name) =>
        string.Concat(name.Split('_', '-').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
