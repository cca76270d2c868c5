namespace DevFlow.Secrets;

/// <summary>The records that one file says another has.</summary>
internal sealed class AuditNamedHeads
{
    private readonly Dictionary<string, SortedDictionary<long, List<(string Mac, string By)>>> _files = new(StringComparer.Ordinal);

    public IEnumerable<string> Files => _files.Keys;

    /// <param name="head">The record.</param>
    /// <param name="by">Who names it, as a place.</param>
    public void Add(AuditHead head, string by)
    {
        if (!_files.TryGetValue(head.File, out var records))
            _files.Add(head.File, records = []);
        if (!records.TryGetValue(head.Seq, out var named))
            records.Add(head.Seq, named = []);
        if (!named.Any(one => one.Mac == head.Mac))
            named.Add((head.Mac, by));
    }

    /// <summary>Who names another record of that number; null when all name this one, or none does.</summary>
    public string? WhoContradicts(string file, long seq, string mac) =>
        _files.TryGetValue(file, out var records) && records.TryGetValue(seq, out var named)
            ? named.FirstOrDefault(one => one.Mac != mac).By
            : null;

    /// <summary>The last record of the file that is named, and by whom.</summary>
    public (long Seq, string By)? LastOf(string file) =>
        _files.TryGetValue(file, out var records) && records.Count > 0 ? (records.Last().Key, records.Last().Value[0].By) : null;
}
