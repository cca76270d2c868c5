namespace DevFlow.Secrets;

/// <summary>One run over a folder: the anchors first, which say what the chains must have.</summary>
internal sealed class AuditVerification(AuditFolder folder, AuditKey? key, IProgress<double>? progress) : IProgress<long>
{
    private readonly List<Finding> _findings = [];
    private readonly AuditNamedHeads _inChains = new();
    private readonly AuditNamedHeads _inAnchors = new();
    private readonly Dictionary<string, Dictionary<long, string>> _anchors = new(StringComparer.Ordinal);
    private readonly long _whole = Math.Max(1, folder.Length);
    private long _done;
    private long _told;

    public async Task<AuditReport> RunAsync(CancellationToken cancellationToken)
    {
        await NamePreviousAsync(folder.Chains, _inChains, cancellationToken);
        await NamePreviousAsync(folder.Anchors, _inAnchors, cancellationToken);

        var checks = new List<AuditChainCheck>();
        foreach (var file in folder.Anchors)
            await CheckAsync(file, AuditFormat.AnchorFolder + "/" + file.Name, _inAnchors, AcceptAnchor, checks, cancellationToken);
        foreach (var file in folder.Chains)
            await CheckAsync(file, file.Name, _inChains, AcceptMention, checks, cancellationToken);

        SayMissing(_inChains, folder.Chains, "");
        SayMissing(_inAnchors, folder.Anchors, AuditFormat.AnchorFolder + "/");
        progress?.Report(1);

        // The chains before their anchors, as a person asks for them.
        return new(
            folder.Path,
            [.. checks.Select(check => check.Report).OrderBy(report => report.File.Contains('/')).ThenBy(report => report.File, StringComparer.Ordinal)],
            [.. _findings.OrderBy(finding => finding.Where.Contains('/')).ThenBy(finding => finding.Where.Split(':')[0], StringComparer.Ordinal)]);
    }

    public void Report(long value)
    {
        _done += value;
        if (_done - _told < _whole / 200)
            return;
        _told = _done;
        progress?.Report((double)_done / _whole);
    }

    private static async Task NamePreviousAsync(IReadOnlyList<FileInfo> files, AuditNamedHeads named, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            try
            {
                await using var stream = AuditFiles.OpenToRead(file.FullName);
                if (await new AuditLineReader(stream, file.Length).ReadAsync(cancellationToken) is { } first
                    && AuditLine.TryParse(first.Span) is { Previous: { } previous } && previous.File != file.Name)
                {
                    named.Add(previous, $"{file.Name}:1");
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Said when the file is checked.
            }
        }
    }

    private async Task CheckAsync(
        FileInfo file, string place, AuditNamedHeads named, Action<AuditLine, string, long> accept, List<AuditChainCheck> checks,
        CancellationToken cancellationToken)
    {
        var check = new AuditChainCheck(place, key, named, _findings) { Accepted = accept };
        checks.Add(check);
        try
        {
            await using var stream = AuditFiles.OpenToRead(file.FullName);
            await check.RunAsync(stream, file.Length, this, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _findings.Add(AuditFindings.Unreadable(place, fault.Message.TrimEnd('.')));
        }
    }

    private void AcceptAnchor(AuditLine line, string where, long position)
    {
        var name = Path.GetFileName(where.Split(':')[0]);
        if (!_anchors.TryGetValue(name, out var records))
            _anchors.Add(name, records = []);
        records[line.Seq] = line.Mac;
        foreach (var head in line.Heads)
            _inChains.Add(head, where);
    }

    private void AcceptMention(AuditLine line, string where, long position)
    {
        if (line is not { Kind: AuditFormat.Anchored, File: { } file, Head: { } head }
            || position > folder.ChainsBefore.GetValueOrDefault(where.Split(':')[0]))
        {
            return;
        }

        if (!_anchors.TryGetValue(file, out var records))
            _inAnchors.Add(new(file, line.At, head), where);
        else if (!records.TryGetValue(line.At, out var mac))
            Once(AuditFindings.Truncated($"{AuditFormat.AnchorFolder}/{file}", records.Keys.Max(), line.At, where));
        else if (mac != head)
            Once(AuditFindings.Differs($"{AuditFormat.AnchorFolder}/{file}:{line.At}", where));
    }

    // An anchor file that is broken is named by every mention behind the break.
    private void Once(Finding finding)
    {
        var file = finding.Where.Split(':')[0];
        if (!_findings.Any(other => other.Severity is FindingSeverity.Error && other.Where.Split(':')[0] == file))
            _findings.Add(finding);
    }

    private void SayMissing(AuditNamedHeads named, IReadOnlyList<FileInfo> there, string prefix)
    {
        foreach (var file in named.Files.Except(there.Select(file => file.Name)).Order(StringComparer.Ordinal))
            _findings.Add(AuditFindings.FileMissing(prefix + file, named.LastOf(file)!.Value.By));
    }
}
