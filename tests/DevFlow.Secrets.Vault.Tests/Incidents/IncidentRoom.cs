using System.Collections.Concurrent;
using DevFlow.Secrets.Vault.Tests.Rotation;

namespace DevFlow.Secrets.Vault.Tests.Incidents;

/// <summary>Declares breaches in a place, and does what is to be done about them.</summary>
internal sealed class IncidentRoom : IAsyncDisposable
{
    private readonly AccessChanges _changes;
    private readonly IReadOnlyList<IIncidentWork> _works;

    public IncidentRoom(RotationRoom rotation, TimeSpan? patience = null)
    {
        Rotation = rotation;
        _changes = new AccessChanges((access, _) =>
        {
            OnRecord.Enqueue($"{access.User} {access.Key} {access.Outcome}");
            return ValueTask.CompletedTask;
        });
        var reads = new SecretReads(rotation.Database);
        var previews = new RotationPreviews(rotation.Catalog, rotation.Destinations);
        Planner = new IncidentPlanner(rotation.Database, rotation.Workspace, reads, new IncidentActions(rotation.Database, rotation.Workspace, rotation.Catalog, previews) { Patience = patience ?? TimeSpan.FromMinutes(1), Notices = () => Notices });
        Incidents = new IncidentStore(rotation.Database, Planner, rotation.Catalog, _changes, TimeProvider.System);
        _works = IncidentRunner.Works(rotation.Runs, rotation.Runner, new LeaseStore(rotation.Database, _changes), new ShareLinks(rotation.Database, (_, _) => default), rotation.Catalog, TimeSpan.Zero, TimeSpan.Zero);
    }

    public RotationRoom Rotation { get; }

    public IncidentPlanner Planner { get; }

    public IncidentStore Incidents { get; }

    /// <summary>How it is told of, as kind and where.</summary>
    public IReadOnlyList<(string Kind, string Detail)> Notices { get; set; } = [];

    public ConcurrentQueue<string> OnRecord { get; } = [];

    public ConcurrentQueue<Alert> Alerts { get; } = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public IncidentRunner Runner(Guid? only = null, Func<IncidentAction, bool, Task>? at = null, TimeProvider? time = null, params IEnumerable<IIncidentWork> instead) =>
        new(Rotation.Database, [.. instead, .. _works], _changes, time ?? TimeProvider.System) { Only = only, At = at ?? ((_, _) => Task.CompletedTask), Alerted = Alerts.Enqueue };

    /// <summary>Does all there is to do until nothing is left but what people have to do.</summary>
    public async Task<IncidentRecord> CarryOutAsync(VaultIdentity identity, Guid incident)
    {
        // Runs that others would do the steps of are done here.
        var runner = Runner(incident);
        while (true)
        {
            await runner.RunAsync(Cancel);
            foreach (var run in await Rotation.Runs.ReadyAsync(100, Cancel))
                await Rotation.Runner.RunAsync(run, Cancel);
            var there = await Incidents.GetAsync(identity, incident, Cancel);
            if (there.Incident.ClosedAt is not null || there.Incident.Open == there.Incident.ForPeople)
                return there;
            await Task.Delay(20, Cancel);
        }
    }

    public ValueTask DisposeAsync() => Rotation.DisposeAsync();
}
