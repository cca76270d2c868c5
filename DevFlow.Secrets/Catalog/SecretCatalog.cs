using System.Diagnostics.CodeAnalysis;

namespace DevFlow.Secrets;

/// <summary>The list of every secret that any part of DevFlow needs: <c>config/secrets.yaml</c>, read.</summary>
public sealed class SecretCatalog
{
    private const int MaxBytes = 1024 * 1024;

    private readonly Dictionary<string, CatalogEntry> _byKey;

    internal SecretCatalog(string path, IReadOnlyList<CatalogEntry> entries, IReadOnlyList<Finding> problems)
    {
        Path = path;
        Entries = entries;
        Problems = problems;
        _byKey = entries.ToDictionary(e => e.Key, StringComparer.Ordinal);
    }

    /// <summary>A catalog that lists nothing.</summary>
    public static SecretCatalog Empty { get; } = new("", [], []);

    /// <summary>The file as problems name it.</summary>
    public string Path { get; }

    /// <summary>The entries in the order of the file; one that has a fault beyond repair is left out.</summary>
    public IReadOnlyList<CatalogEntry> Entries { get; }

    /// <summary>Everything that is wrong with the file, each with its place.</summary>
    public IReadOnlyList<Finding> Problems { get; }

    /// <summary>The entry of an environment key.</summary>
    /// <param name="key">The key, such as <c>AOSENTRY_API_KEY</c>.</param>
    /// <param name="entry">The entry.</param>
    public bool TryGet(string key, [NotNullWhen(true)] out CatalogEntry? entry) => _byKey.TryGetValue(key, out entry);

    /// <summary>
    /// Reads a catalog from disk. A file that is missing is a warning, and the keys that DevFlow knows by itself are listed
    /// without references; one that cannot be read is an error. Never throws for what the file is or holds.
    /// </summary>
    /// <param name="fullPath">Where the file is.</param>
    /// <param name="shownPath">How problems name it.</param>
    public static SecretCatalog Load(string fullPath, string shownPath)
    {
        try
        {
            var file = new FileInfo(fullPath);
            if (file.Exists && file.Length > MaxBytes)
                return Broken(shownPath, FindingSeverity.Error, "catalog-unreadable", "the file is larger than 1 MiB", remedy: null);
            return Parse(File.ReadAllText(fullPath), shownPath);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Broken(
                shownPath, FindingSeverity.Warning, "catalog-missing",
                "the catalog does not exist: the keys that DevFlow knows by itself are used, without 1Password references",
                "restore the file, or set DEVFLOW_ROOT to the folder that holds config/secrets.yaml");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Broken(
                shownPath, FindingSeverity.Error, "catalog-unreadable", "the file cannot be read",
                "check that it is a file and that you may read it");
        }
    }

    /// <summary>Reads a catalog from text.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="shownPath">How problems name the file.</param>
    public static SecretCatalog Parse(string yaml, string shownPath) => new CatalogReader(shownPath).Read(yaml);

    private static SecretCatalog Broken(string path, FindingSeverity severity, string rule, string message, string? remedy) =>
        new(path, BuiltInCatalog.Entries, [new Finding(severity, rule, path, Key: null, message, remedy)]);
}
