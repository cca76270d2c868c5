namespace DevFlow.Secrets;

/// <summary>Follows one chain from its first record to its last, or to the first that is broken.</summary>
/// <param name="place">The file's path below the folder, as findings name it.</param>
/// <param name="key">The given key; null when none is.</param>
/// <param name="named">What other files say of this one.</param>
/// <param name="findings">Takes what is found.</param>
internal sealed class AuditChainCheck(string place, AuditKey? key, AuditNamedHeads named, List<Finding> findings)
{
    private readonly string _name = Path.GetFileName(place);
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private AuditChainState _state = new(0, "", KeyId: null, Key: null);
    private AuditProof _proof;
    private long _records;
    private long _accesses;
    private DateTimeOffset? _from;
    private DateTimeOffset? _to;

    /// <summary>Hears of each record that is in order, with its place and the position behind it.</summary>
    public Action<AuditLine, string, long>? Accepted { get; init; }

    /// <summary>The number of the last record that is in order.</summary>
    public long LastSeq { get; private set; }

    public AuditFileReport Report => new(place, _records, _accesses, _proof, _from, _to, IsIntact: !HasErrors);

    private bool HasErrors => findings.Any(finding =>
        finding.Severity is FindingSeverity.Error && (finding.Where == place || finding.Where.StartsWith($"{place}:", StringComparison.Ordinal)));

    public async Task RunAsync(Stream stream, long length, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var reader = new AuditLineReader(stream, length);
        var last = new AuditLastLine();
        AuditLine? behind = null;
        while (await reader.ReadAsync(cancellationToken) is { } bytes)
        {
            var where = $"{place}:{reader.Number}";
            if (!reader.IsWhole)
            {
                Say(AuditFindings.Torn(where));
                break;
            }

            // What is behind a line decides of it: a piece of a line, even one that lacks nothing but its end, is recovered.
            var line = AuditLine.TryParse(bytes.Span);
            if (line is { Kind: AuditFormat.Recovered } && last.IsRecoveredBy(line))
                _state = last.Before;
            else if (last.Fault is null)
                Accept(last);
            else
            {
                behind = line;
                break;
            }

            last.Set(bytes.Span, line, where, reader.Position, _state);
            last.Fault = Judge(line, bytes.Span, where, isRecovery: last.Recovers);
            progress?.Report(bytes.Length + 1);
        }

        if (last.Fault is { } fault)
            findings.Add(await IsMovedAsync(reader, last, behind, cancellationToken) ? AuditFindings.Reordered(last.Where, _state.Seq + 1, last.Line!.Seq) : fault);
        else
            Accept(last);
        if (last.Fault is null && named.LastOf(_name) is { } end && end.Seq > LastSeq)
            findings.Add(AuditFindings.Truncated(place, LastSeq, end.Seq, end.By));
    }

    private Finding? Judge(AuditLine? line, ReadOnlySpan<byte> bytes, string where, bool isRecovery)
    {
        var finding = AuditChainRules.Judge(_state, line, bytes, where, isRecovery, key, out var next);
        _state = next;
        return finding;
    }

    private void Accept(AuditLastLine last)
    {
        if (last.Line is not { } line)
            return;
        if (line.IsHeader)
            AcceptHeader(line, last);
        if (named.WhoContradicts(_name, line.Seq, line.Mac) is { } by)
            Say(AuditFindings.Differs(last.Where, by));

        LastSeq = line.Seq;
        _records++;
        _from ??= line.Time;
        _to = line.Time;
        if (line.ToRecord() is { } record)
            _accesses += record.Count;
        Accepted?.Invoke(line, last.Where, last.Position);
    }

    private void AcceptHeader(AuditLine line, AuditLastLine last)
    {
        if (line.File != _name)
            Say(AuditFindings.Renamed(last.Where, line.File));
        if (line.Previous is { } previous && previous.File == _name && (previous.Seq != line.Seq - 1 || previous.Mac != line.Prev))
            findings.Add(AuditFindings.LostWhileWritten(last.Where, previous.Seq));
        if (line.Keyed && AuditChainRules.KeyOf(line, key) is null)
        {
            _proof = AuditProof.LinksOnly;
            Say(key is null ? AuditFindings.NoKey(last.Where, line.KeyId) : AuditFindings.WrongKey(last.Where, line.KeyId, key.Id));
        }
        else if (!line.Keyed)
        {
            _proof = _proof is AuditProof.LinksOnly ? _proof : AuditProof.Unkeyed;
            Say(last.Before.KeyId is null ? AuditFindings.Unkeyed(last.Where) : AuditFindings.KeyDropped(last.Where));
        }
    }

    /// <summary>Says it once a file: a process that was started a hundred times without a key is one finding.</summary>
    private void Say(Finding finding)
    {
        if (_said.Add($"{finding.Rule} {finding.Severity}"))
            findings.Add(finding);
    }

    private async Task<bool> IsMovedAsync(
        AuditLineReader reader, AuditLastLine last, AuditLine? behind, CancellationToken cancellationToken)
    {
        var due = _state.Seq + 1;
        if (last.Fault?.Rule != "audit-missing" || last.Line is not { } line || line.Seq <= due)
            return false;
        if (behind?.Seq == due)
            return true;
        while (await reader.ReadAsync(cancellationToken) is { } bytes)
        {
            if (AuditLine.TryParse(bytes.Span)?.Seq == due)
                return true;
        }

        return false;
    }
}
