using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Local;

/// <summary>How far every resource is.</summary>
internal sealed class StartupBoard
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ResourceProgress> _rows = new(StringComparer.OrdinalIgnoreCase);

    public StartupBoard(IEnumerable<IResource> resources)
    {
        Resources = [.. resources];
        foreach (var resource in Resources)
            _rows[resource.Name] = new(resource.Name, ResourceKind.Of(resource), ResourcePhase.Starting, TimeSpan.Zero, "");
    }

    public IReadOnlyList<IResource> Resources { get; }

    public IReadOnlyList<ResourceProgress> Rows
    {
        get
        {
            lock (_gate)
                return [.. Resources.Select(resource => _rows[resource.Name])];
        }
    }

    /// <summary>Nothing more will happen by itself.</summary>
    public bool IsAtRest
    {
        get
        {
            lock (_gate)
                return Resources.All(resource => _rows[resource.Name].IsSettled || IsBlocked(resource));
        }
    }

    /// <summary>Something runs and has not become healthy within a patience: its log says why.</summary>
    public bool HasLongIll(TimeSpan sinceStart)
    {
        lock (_gate)
            return _rows.Values.Any(row => row.Phase == ResourcePhase.Unhealthy && sinceStart - row.After > Patience);
    }

    /// <returns>The row before and after; null for a resource that is not shown.</returns>
    public (ResourceProgress Before, ResourceProgress Now)? Take(ResourceEvent change, TimeSpan after)
    {
        lock (_gate)
        {
            if (!_rows.TryGetValue(change.ResourceId, out var before))
                return null;
            var now = ResourceProgress.Of(change, after);
            // A row that stays where it is keeps the time at which it came there.
            _rows[now.Name] = now = now.Phase == before.Phase ? now with { After = before.After } : now;
            return (before, now);
        }
    }

    public string Summary()
    {
        lock (_gate)
        {
            var after = StartupTable.Seconds(_rows.Values.Select(row => row.After).DefaultIfEmpty(TimeSpan.Zero).Max());
            (int Count, string Word)[] troubles =
            [
                (Count(ResourcePhase.Failed), "failed"),
                (Count(ResourcePhase.Overdue), "unhealthy"),
                (Resources.Count(IsBlocked), "waiting for what is not there"),
            ];
            (int Count, string Word)[] wanted = [(Count(ResourcePhase.Skipped), "skipped"), (Count(ResourcePhase.NotStarted), "not started")];
            var rest = string.Join(", ", troubles.Concat(wanted).Where(kind => kind.Count > 0).Select(kind => $"{kind.Count} {kind.Word}"));
            var head = troubles.Any(kind => kind.Count > 0) ? $"{rest}, the others are up" : rest.Length > 0 ? $"Everything is up, {rest}," : "Everything is up";
            return $"{head} after {after}. Ctrl+C stops it.";

            int Count(ResourcePhase phase) => _rows.Values.Count(row => row.Phase == phase);
        }
    }

    /// <summary>It waits for something that will not come by itself, or for something that waits for that.</summary>
    private bool IsBlocked(IResource resource) => _rows.TryGetValue(resource.Name, out var row) && row.Phase == ResourcePhase.Waiting
        && resource.Of<WaitAnnotation>().Any(wait => IsBlocked(wait.Resource)
            || (_rows.TryGetValue(wait.Resource.Name, out var other)
                && (other.Phase is ResourcePhase.Failed or ResourcePhase.NotStarted
                    || (wait.WaitType == WaitType.WaitUntilHealthy && other.Phase is ResourcePhase.Ended or ResourcePhase.Overdue))));
}
