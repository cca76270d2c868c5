using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace DevFlow.Secrets;

/// <summary>One .env file as read: the keys it sets and the faults it has. A fault of one line never loses the others.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class DotEnvDocument
{
    private readonly Dictionary<string, DotEnvEntry> _byKey;

    internal DotEnvDocument(
        string path,
        bool exists,
        IReadOnlyList<DotEnvEntry> entries,
        Dictionary<string, DotEnvEntry> byKey,
        IReadOnlyList<DotEnvDiagnostic> diagnostics)
    {
        Path = path;
        Exists = exists;
        Entries = entries;
        _byKey = byKey;
        Diagnostics = diagnostics;
    }

    /// <summary>The file, as the reader was asked to show it.</summary>
    public string Path { get; }

    /// <summary>Whether the file is there. A missing file is a document without entries and without faults.</summary>
    public bool Exists { get; }

    /// <summary>The keys that hold, in file order. Of a key that is set twice, only the last one.</summary>
    public IReadOnlyList<DotEnvEntry> Entries { get; }

    /// <summary>The faults, in file order.</summary>
    public IReadOnlyList<DotEnvDiagnostic> Diagnostics { get; }

    /// <summary>A document that stands for a file that is not there.</summary>
    /// <param name="path">The file, as it shall be shown.</param>
    public static DotEnvDocument Missing(string path) => new(path, exists: false, [], [], []);

    /// <summary>Finds a key; one that is set to nothing is found too, see <see cref="DotEnvEntry.IsEmpty"/>.</summary>
    /// <param name="key">The key; case counts.</param>
    /// <param name="entry">The entry, when there is one.</param>
    public bool TryGet(string key, [NotNullWhen(true)] out DotEnvEntry? entry) => _byKey.TryGetValue(key, out entry);

    /// <summary>The path and how many keys and faults there are; no value.</summary>
    public override string ToString() =>
        Exists ? $"{Path} ({Entries.Count} keys, {Diagnostics.Count} diagnostics)" : $"{Path} (missing)";

    /// <summary>A document of a file that is there and of which nothing could be read.</summary>
    internal static DotEnvDocument Refused(string path, string code, string message) =>
        new(path, exists: true, [], [], [new(FindingSeverity.Error, code, path, Line: 1, Column: 1, Key: null, message)]);

    internal DotEnvDocument With(DotEnvDiagnostic first) => new(Path, Exists, Entries, _byKey, [first, .. Diagnostics]);
}
