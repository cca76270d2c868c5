using DevFlow.Secrets;

namespace DevFlow.Cli.Scanning;

/// <summary>Collects what a scan finds. In the history, where a line comes again with every change of its file, the first of each fingerprint.</summary>
internal sealed class ScanReport(IgnoreFile ignore, KnownValues known, bool isHistory)
{
    private readonly List<ScanFinding> _findings = [];
    private readonly Dictionary<string, ScanFinding> _first = [];
    private readonly List<ScanGap> _gaps = [];

    public IgnoreFile Ignore { get; } = ignore;

    /// <summary>What paths go through before they are printed.</summary>
    public PathMask Paths { get; } = new(known.Search);

    /// <summary>How many values were searched for.</summary>
    public int KnownValues { get; } = known.Count;

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
        Take(matches, path, commit);
    }

    /// <summary>Takes what was found in a path itself, or in the name of a branch or tag.</summary>
    public void AddName(IReadOnlyCollection<ContentMatch> matches, string path, ObjectId? commit) => Take(matches, $"(name) {path}", commit);

    public void AddGap(ScanGap gap) => _gaps.Add(gap with { Path = Paths.Of(gap.Path), Reason = Paths.Of(gap.Reason) });

    private void Take(IReadOnlyCollection<ContentMatch> matches, string path, ObjectId? commit)
    {
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
}
