using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Alerts;
using DevFlow.WorkflowEngine.Database;

namespace DevFlow.WorkflowEngine.Leases;

/// <summary>Ends leases that nobody ends: expired ones, ones whose end was begun, and logins that are of no lease.</summary>
internal sealed partial class LeaseSweepService(LeaseIssuer leases, AlertQueue alerts, DatabaseSetupProgress progress, TimeProvider time, ILogger<LeaseSweepService> logger)
    : EnduringService(time)
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(5);

    // Said once for each, however often it is tried again.
    private readonly HashSet<Guid> _stuck = [];

    protected override TimeSpan LongestPause => TimeSpan.FromSeconds(30);

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        await progress.DoneAsync(stoppingToken);
        while (true)
        {
            var sweep = await leases.RunSweepAsync(stoppingToken);
            foreach (var lease in sweep.Ended)
            {
                LogEnded(lease.Login, lease.Profile, lease.Reason);
                _stuck.Remove(lease.Id);
            }

            foreach (var (lease, reason) in sweep.Stuck)
            {
                if (_stuck.Add(lease.Id))
                    alerts.Raise("lease", lease.Principal, $"The login {lease.Login} is closed and cannot be dropped yet: {reason}");
            }

            Succeeded();
            await Task.Delay(_every, Time, stoppingToken);
        }
    }

    protected override void Failed(string reason) => LogLater(reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "ended the lease {Login} of {Profile}: {Reason}")]
    private partial void LogEnded(string login, string profile, string? reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "leases are not swept now: {Reason}")]
    private partial void LogLater(string reason);
}
