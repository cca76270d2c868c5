using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Database;
using DevFlow.WorkflowEngine.Rotation;
using DevFlow.WorkflowEngine.Vault;

namespace DevFlow.WorkflowEngine.Incidents;

/// <summary>Does what is to be done about breaches, whichever engine they were declared at, and what was left lying by an engine that died.</summary>
internal sealed partial class IncidentService(IncidentRunner runner, RotationService rotations, DatabaseSetupProgress progress, TimeProvider time, ILogger<IncidentService> logger)
    : EnduringService(time)
{
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(1);

    private readonly Signal _asked = new();

    protected override TimeSpan LongestPause => TimeSpan.FromSeconds(10);

    /// <summary>Looks now: something was declared, or done by a person.</summary>
    public void Ask() => _asked.Set();

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        await progress.DoneAsync(stoppingToken);
        while (true)
        {
            if (await runner.RunAsync(stoppingToken) > 0)
                rotations.Ask();
            Succeeded();
            await _asked.WaitAsync(_look, Time, stoppingToken);
        }
    }

    protected override void Failed(string reason) => LogWaits(reason);

    public override void Dispose()
    {
        _asked.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "what is to be done about breaches waits: {Reason}")]
    private partial void LogWaits(string reason);
}
