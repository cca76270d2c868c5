namespace DevFlow.Cli.Scanning;

/// <summary>Collects what a scan finds. In the history, where a line comes again with every change of its file, the first of each fingerprint.</summary>
internal sealed class ScanReport(IgnoreFile ignore, bool isHistory)
{
    private readonly List<ScanFinding> _findings = [];
    private readonly Dictionary<string, ScanFinding> _first = [];
    private readonly List<ScanGap> _gaps = [];

    public IgnoreFile Ignore { get; } = ignore;

    public IReadOnlyList<ScanFinding> Findings => _findings;

    public IReadOnlyList<ScanGap> Gaps => _gaps;

    /// <summary>How many contents were looked through.</summary>
    public int Contents { get; private set; }

    /// <summary>How many findings <c>.devflowignore</c> let pass.</summary>
    public int Ignored { get; private set; }

    /// <summary>Takes what was found in one content.</summary>
    public void Add(IReadOnlyCollection<ContentMatch> matches, string path, ObjectId? commit)
    {
        Contents++;
        if (matches.Count >= ContentScanner.MostMatches)
            AddGap(new(path, $"it has {ContentScanner.MostMatches} findings or more; the rest of it was not looked at", IsFault: true));
        var here = new HashSet<string>();
        foreach (var match in matches)
        {
            if (Ignore.IsFindingIgnored(match.Fingerprint))
            {
                Ignored++;
            }
            else if (isHistory && _first.TryGetValue(match.Fingerprint, out var first))
            {
                if (here.Add(match.Fingerprint))
                    first.Contents++;
            }
            else
            {
                var finding = new ScanFinding(match, path, commit);
                _first[match.Fingerprint] = finding;
                here.Add(match.Fingerprint);
                _findings.Add(finding);
            }
        }
    }

    public void AddGap(ScanGap gap) => _gaps.Add(gap);
}
