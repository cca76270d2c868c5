namespace DevFlow.Secrets;

/// <summary>
/// The accesses of an outage, added up until they can be written. Bounded: beyond so many different accesses the rest is counted as one.
/// </summary>
internal sealed class AuditGap
{
    public const int MostIdentities = 1000;

    private readonly Dictionary<(SecretAccess? Access, bool Refused), AuditRecord> _sums = [];

    public bool IsEmpty => _sums.Count == 0;

    public long Count => _sums.Values.Sum(sum => sum.Count);

    public void Add(AuditRecord record, bool refused)
    {
        var from = record.From ?? record.Time;
        var to = record.To ?? record.Time;
        var identity = (record.Access?.Identity, refused);
        if (_sums.Count >= MostIdentities && !_sums.ContainsKey(identity))
            identity = (null, refused);

        _sums[identity] = _sums.TryGetValue(identity, out var sum)
            ? sum with { Count = sum.Count + record.Count, From = Min(sum.From, from), To = Max(sum.To, to) }
            : new()
            {
                Kind = AuditRecordKind.Gap,
                Time = record.Time,
                Access = identity.Item1,
                Count = record.Count,
                From = from,
                To = to,
                Refused = refused,
            };
    }

    public IEnumerable<AuditRecord> Records(DateTimeOffset now) => _sums.Values.Select(sum => sum with { Time = now });

    public void Clear() => _sums.Clear();

    private static DateTimeOffset? Min(DateTimeOffset? a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset? Max(DateTimeOffset? a, DateTimeOffset b) => a > b ? a : b;
}
