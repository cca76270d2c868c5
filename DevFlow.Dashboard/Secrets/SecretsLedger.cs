using DevFlow.Dashboard.Telemetry;
using DevFlow.Hosting.Local;

namespace DevFlow.Dashboard.Secrets;

/// <summary>
/// Keeps account of the secrets: which there are, as the app host registered them, and who looked them up, as spans and counters tell.
/// What it knows stays when the traces make way for newer ones.
/// </summary>
internal sealed class SecretsLedger(SecretMeter meter, TimeProvider time) : ISpanListener
{
    /// <summary>Whoever makes up keys by the thousand does not fill the memory.</summary>
    public const int MaxKeys = 1_000;

    // Counters are sent once a second: what they tell later than a span by less than this is the same lookup.
    private static readonly TimeSpan _lag = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, SecretRecord> _records = new(StringComparer.Ordinal);
    private long _version;

    public long Version => Interlocked.Read(ref _version) + meter.Version;

    public void Register(IReadOnlyList<DashboardSecret> secrets)
    {
        lock (_gate)
        {
            foreach (var secret in secrets)
                RecordOf(secret.Key, secret.Tier).Registered = secret;
        }

        Interlocked.Increment(ref _version);
    }

    public void Received(IReadOnlyList<Span> spans)
    {
        var any = false;
        foreach (var span in spans)
        {
            if (span.Name != SecretTelemetry.ResolveSpan || span.Fields.Find(SecretTelemetry.Key) is not { } key)
                continue;
            any = true;
            lock (_gate)
            {
                if (_records.ContainsKey(key) || _records.Count < MaxKeys)
                    RecordOf(key, span.Fields.Find(SecretTelemetry.Tier) ?? "").Add(SecretLookup.Of(span), time.GetUtcNow());
            }
        }

        if (any)
            Interlocked.Increment(ref _version);
    }

    /// <summary>Every secret that is known, in order of key.</summary>
    public IReadOnlyList<SecretView> Secrets()
    {
        var now = time.GetUtcNow();
        var counted = meter.Read(now);
        lock (_gate)
        {
            return [.. _records.Keys.Union(counted.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(key => View(key, _records.GetValueOrDefault(key), counted.GetValueOrDefault(key), now))];
        }
    }

    public SecretView? Find(string key) => Secrets().FirstOrDefault(secret => secret.Key == key);

    private static SecretView View(string key, SecretRecord? record, (string Tier, IReadOnlyList<SecretReader> Readers) counted, DateTimeOffset now)
    {
        var traced = record?.Readers(now) ?? [];
        return new(key, record?.Tier ?? counted.Tier)
        {
            Registered = record?.Registered,
            Lookups = record?.Lookups() ?? [],
            Readers = [.. traced.Concat(counted.Readers ?? []).GroupBy(reader => reader.Service, StringComparer.Ordinal).Select(Merge).OrderByDescending(reader => reader.Last.Time)],
        };
    }

    /// <summary>The counters know of every lookup; the spans know each more closely, and may have come before the counters.</summary>
    private static SecretReader Merge(IEnumerable<SecretReader> same)
    {
        var readers = same.OrderByDescending(reader => reader.Lookups).ToList();
        if (readers.Count == 1)
            return readers[0];
        var traced = readers.Find(reader => reader.Last is SecretLookup)!;
        var counted = readers.Find(reader => reader.Last is not SecretLookup)!;
        return readers[0] with
        {
            Last = counted.Last.Time - traced.Last.Time > _lag ? counted.Last : traced.Last,
            Misses = Math.Max(traced.Misses, counted.Misses),
            Fallbacks = Math.Max(traced.Fallbacks, counted.Fallbacks),
            Fetched = new[] { traced.Fetched, counted.Fetched }.Max(),
        };
    }

    private SecretRecord RecordOf(string key, string tier) => _records.TryGetValue(key, out var record) ? record : _records[key] = new(tier);
}
