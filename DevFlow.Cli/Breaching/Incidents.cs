using DevFlow.Cli.Output;
using DevFlow.Secrets;

namespace DevFlow.Cli.Breaching;

/// <summary>The engine's incidents.</summary>
internal sealed class Incidents(EngineApi engine)
{
    private const string Path = "api/v1/incidents";

    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(500);

    public Task<IReadOnlyList<IncidentOutput>> ListAsync(bool isOpen, CancellationToken cancellationToken) =>
        engine.GetAsync($"{Path}{(isOpen ? "?open=true" : "")}", JsonContext.Default.IReadOnlyListIncidentOutput, cancellationToken);

    public Task<IncidentPlanOutput> PlanAsync(IncidentCall call, CancellationToken cancellationToken) =>
        engine.PostAsync($"{Path}/plan", call, JsonContext.Default.IncidentCall, JsonContext.Default.IncidentPlanOutput, cancellationToken);

    public Task<IncidentRecordOutput> DeclareAsync(IncidentCall call, CancellationToken cancellationToken) =>
        engine.PostAsync(Path, call, JsonContext.Default.IncidentCall, JsonContext.Default.IncidentRecordOutput, cancellationToken);

    public Task<IncidentRecordOutput> GetAsync(Guid id, CancellationToken cancellationToken) =>
        engine.GetAsync($"{Path}/{id}", JsonContext.Default.IncidentRecordOutput, cancellationToken);

    public Task<string> ReportAsync(Guid id, CancellationToken cancellationToken) => engine.GetTextAsync($"{Path}/{id}/report", cancellationToken);

    public Task<IncidentRecordOutput> FinishAsync(Guid id, int action, string note, CancellationToken cancellationToken) =>
        engine.PostAsync($"{Path}/{id}/actions/{action}/done", new(note), JsonContext.Default.FinishCall, JsonContext.Default.IncidentRecordOutput, cancellationToken);

    /// <summary>Looks at an incident until the engine's part is done.</summary>
    public async Task<IncidentRecordOutput> FollowAsync(Guid id, Action<IncidentEventOutput> onEvent, CancellationToken cancellationToken)
    {
        var told = 0;
        while (true)
        {
            var record = await GetAsync(id, cancellationToken);
            foreach (var one in record.Timeline.Skip(told))
                onEvent(one);
            told = Math.Max(told, record.Timeline.Count);
            if (!record.IsUnderWay)
                return record;
            await Task.Delay(_look, cancellationToken);
        }
    }
}
