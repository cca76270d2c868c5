using DevFlow.Hosting.Local;

namespace DevFlow.Dashboard.Secrets;

/// <summary>What is remembered of one secret: what was registered, and what the spans of its lookups told. Bounded, however often it is looked up.</summary>
internal sealed class SecretRecord(string tier)
{
    private const int KeptLookups = 50;
    private const int KeptReaders = 50;

    private readonly Queue<SecretLookup> _lookups = new();
    private readonly Dictionary<string, ReaderRecord> _readers = new(StringComparer.Ordinal);

    public DashboardSecret? Registered { get; set; }

    public string Tier => Registered?.Tier ?? tier;

    public void Add(SecretLookup lookup, DateTimeOffset now)
    {
        _lookups.Enqueue(lookup);
        if (_lookups.Count > KeptLookups)
            _lookups.Dequeue();
        if (!_readers.TryGetValue(lookup.Service, out var reader))
        {
            if (_readers.Count == KeptReaders)
                return;
            _readers[lookup.Service] = reader = new();
        }

        reader.Add(lookup, now);
    }

    /// <summary>The latest first.</summary>
    public IReadOnlyList<SecretLookup> Lookups() => [.. _lookups.OrderByDescending(lookup => lookup.Time)];

    public IReadOnlyList<SecretReader> Readers(DateTimeOffset now) => [.. _readers.Values.Select(reader => reader.View(now))];
}
