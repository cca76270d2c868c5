using System.Diagnostics.CodeAnalysis;

namespace DevFlow.Secrets;

/// <summary>
/// The resolved values that are served from memory. Readers see an immutable table, replaced whole on a change, so a read takes no
/// lock, looks at no clock and allocates nothing; a timer takes out what has expired, once a second.
/// </summary>
internal sealed class Snapshot(SecretResolverOptions options, AccessRecords records) : IDisposable
{
    private static readonly TimeSpan _sweepEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _changing = new();
    private volatile Table _table = Table.Empty;
    private ITimer? _sweeper;
    private bool _disposed;
    private int _generation;

    /// <summary>
    /// Counts what was forgotten. A resolution notes it before it asks: when it moved meanwhile, what the resolution found may be
    /// what was to be forgotten, and is not remembered.
    /// </summary>
    public int Generation => Volatile.Read(ref _generation);

    public bool TryGet(string key, SecretReference? reference, [NotNullWhen(true)] out SnapshotEntry? entry) => reference is null
        ? _table.ByKey.TryGetValue(key, out entry)
        : _table.ByReference.TryGetValue((key, reference), out entry);

    /// <summary>Remembers a value, if it is to be remembered; of several that resolved it at once, all get the first one's entry.</summary>
    public SnapshotEntry Remember(Resolution resolution, SecretReference? reference, int generation)
    {
        var now = options.TimeProvider.GetUtcNow();
        var until = Lifetime(resolution, now) is { } lifetime ? now + lifetime : now;
        var entry = new SnapshotEntry(resolution, until, records);
        if (until <= now)
            return entry;

        lock (_changing)
        {
            if (generation != _generation || _disposed)
                return entry;
            if (TryGet(resolution.Request.Key, reference, out var earlier))
                return earlier;
            _table = _table.With(resolution.Request.Key, reference, entry);
            _sweeper ??= options.TimeProvider.CreateTimer(_ => Sweep(), state: null, _sweepEvery, _sweepEvery);
        }

        return entry;
    }

    /// <summary>Forgets a key with all its references; null forgets everything.</summary>
    public void Forget(string? key)
    {
        lock (_changing)
        {
            _generation++;
            Replace(_table.Without((name, _) => key is null || name == key));
        }
    }

    public void Dispose()
    {
        lock (_changing)
        {
            _disposed = true;
            _sweeper?.Dispose();
            Replace(Table.Empty);
        }
    }

    private void Sweep()
    {
        var now = options.TimeProvider.GetUtcNow();
        lock (_changing)
        {
            Replace(_table.Without((_, entry) => entry.Until <= now));
        }
    }

    private void Replace(Table table)
    {
        if (ReferenceEquals(table, _table))
            return;
        foreach (var gone in _table.Entries.Except(table.Entries))
            gone.Release();
        _table = table;
    }

    // A value read from a cache behind its source was fresh when that was filled, not now: its time runs from there.
    private TimeSpan? Lifetime(Resolution resolution, DateTimeOffset now)
    {
        // A one-time code is over before the next reader comes.
        if (options.Remember <= TimeSpan.Zero || resolution.Value!.Reference?.Attribute is "otp")
            return null;
        if (resolution.IsMakeshift)
            return options.RecheckAfter < options.Remember ? options.RecheckAfter : options.Remember;
        return (options.Remember * (1 - (Random.Shared.NextDouble() / 10))) - (now - resolution.Value!.ResolvedAt);
    }

    private sealed record Table(
        Dictionary<string, SnapshotEntry> ByKey, Dictionary<(string Key, SecretReference Reference), SnapshotEntry> ByReference)
    {
        public static readonly Table Empty = new([], []);

        public IEnumerable<SnapshotEntry> Entries => ByKey.Values.Concat(ByReference.Values);

        public Table With(string key, SecretReference? reference, SnapshotEntry entry) => reference is null
            ? this with { ByKey = new(ByKey) { [key] = entry } }
            : this with { ByReference = new(ByReference) { [(key, reference)] = entry } };

        public Table Without(Func<string, SnapshotEntry, bool> isGone)
        {
            var byKey = ByKey.Where(pair => !isGone(pair.Key, pair.Value)).ToDictionary();
            var byReference = ByReference.Where(pair => !isGone(pair.Key.Key, pair.Value)).ToDictionary();
            return byKey.Count == ByKey.Count && byReference.Count == ByReference.Count ? this : new(byKey, byReference);
        }
    }
}
