using System.Diagnostics.CodeAnalysis;

namespace DevFlow.Secrets;

/// <summary>
/// The .env files of a folder, as one: <c>.env</c>, <c>.env.local</c>, <c>.env.{environment}</c>, <c>.env.{environment}.local</c>. A later
/// one wins. An empty value counts as not set, so it hides nothing below it.
/// </summary>
public sealed class DotEnvLayers
{
    private readonly (string Path, DotEnvFileStamp Stamp)[] _stamps;
    private readonly Dictionary<string, DotEnvEntry> _byKey;

    private DotEnvLayers(
        (string Path, DotEnvFileStamp Stamp)[] stamps,
        Dictionary<string, DotEnvEntry> byKey,
        IReadOnlyList<DotEnvDocument> documents,
        IReadOnlyList<DotEnvDiagnostic> diagnostics)
    {
        _stamps = stamps;
        _byKey = byKey;
        Documents = documents;
        Diagnostics = diagnostics;
    }

    /// <summary>The layers, lowest first, those that are missing included.</summary>
    public IReadOnlyList<DotEnvDocument> Documents { get; }

    /// <summary>The faults of all layers, lowest layer first.</summary>
    public IReadOnlyList<DotEnvDiagnostic> Diagnostics { get; }

    /// <summary>Reads the layers. Bad input makes diagnostics, never an exception.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="environmentName">
    /// The environment, such as <c>Development</c>; lower case in file names. Empty leaves its two layers out, and so does a name that
    /// cannot be a part of a file name, with an error.
    /// </param>
    /// <param name="environment">
    /// Reads an environment variable for <c>${NAME}</c>, which is looked for in earlier keys of its file, then in the layers below, highest
    /// first, then here.
    /// </param>
    /// <param name="inContainer">As for <see cref="DotEnvFile.Load"/>. Default false.</param>
    public static DotEnvLayers Load(
        string root, string environmentName, Func<string, string?> environment, bool inContainer = false)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(environmentName);
        ArgumentNullException.ThrowIfNull(environment);

        var diagnostics = new List<DotEnvDiagnostic>();
        return Load(
            [.. FileNames(environmentName, diagnostics).Select(name => (Path.Combine(root, name), name))],
            environment,
            (path, name, lookup) => DotEnvFile.Load(path, name, lookup, inContainer),
            diagnostics);
    }

    /// <summary>Layers exactly these files, lowest first.</summary>
    internal static DotEnvLayers Load(
        IReadOnlyList<(string Path, string Shown)> files, Func<string, string?> environment,
        Func<string, string, Func<string, string?>, DotEnvDocument> load, List<DotEnvDiagnostic> diagnostics)
    {
        var stamps = new (string Path, DotEnvFileStamp Stamp)[files.Count];
        var documents = new DotEnvDocument[files.Count];
        var byKey = new Dictionary<string, DotEnvEntry>();
        for (var i = 0; i < files.Count; i++)
        {
            var (path, shown) = files[i];

            // Stamped before it is read: a change in between shows as one.
            stamps[i] = (path, DotEnvFileStamp.Of(path));
            documents[i] = load(path, shown, Lookup);
            diagnostics.AddRange(documents[i].Diagnostics);
            foreach (var entry in documents[i].Entries)
            {
                if (!entry.IsEmpty || !byKey.TryGetValue(entry.Key, out var below) || below.IsEmpty)
                {
                    byKey[entry.Key] = entry;
                }
            }
        }

        return new DotEnvLayers(stamps, byKey, documents, diagnostics);

        string? Lookup(string name)
        {
            var below = byKey.TryGetValue(name, out var entry) ? entry.Reveal() : null;
            return string.IsNullOrEmpty(below) ? environment(name) ?? below : below;
        }
    }

    /// <summary>Finds a key: in the highest layer that gives it a value, else, set to nothing, in the highest that names it.</summary>
    /// <param name="key">The key; case counts.</param>
    /// <param name="entry">The entry, when there is one.</param>
    public bool TryGet(string key, [NotNullWhen(true)] out DotEnvEntry? entry) => _byKey.TryGetValue(key, out entry);

    /// <summary>Whether a layer was written, made, removed or pointed elsewhere since it was read. Costs a few system calls.</summary>
    public bool AnyChanged() => Array.Exists(_stamps, layer => layer.Stamp != DotEnvFileStamp.Of(layer.Path));

    private static string[] FileNames(string environmentName, List<DotEnvDiagnostic> diagnostics)
    {
        var name = environmentName.ToLowerInvariant();
        if (name.Length > 0 && !name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            diagnostics.Add(new(FindingSeverity.Error, DotEnvCodes.EnvironmentName, "environment", Line: 1, Column: 1, Key: null,
                "the name of the environment (DOTNET_ENVIRONMENT) can have letters, digits, -, _ and . only; its .env files are not read"));
            name = "";
        }

        // An environment called "local" shares its file with the second layer.
        return name.Length == 0
            ? [".env", ".env.local"]
            : [.. new[] { ".env", ".env.local", $".env.{name}", $".env.{name}.local" }.Distinct()];
    }
}
