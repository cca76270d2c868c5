using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using Quartz;

namespace DevFlow.WorkflowEngine.Rotation;

/// <summary>Begins what is due, in one engine at a time.</summary>
[DisallowConcurrentExecution]
internal sealed partial class RotationSweep(RotationSchedule schedule, RotationService service, ILogger<RotationSweep> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (await schedule.BeginDueAsync(cancellationToken) is > 0 and var begun)
            {
                LogBegun(begun);
                service.Ask();
            }
        }
        catch (VaultException fault)
        {
            // The next look is soon enough.
            LogWaits(fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} rotations are due and were begun")]
    private partial void LogBegun(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "what is due for rotation waits: {Reason}")]
    private partial void LogWaits(string reason);
}
