using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Database;

namespace DevFlow.WorkflowEngine.Audit;

/// <summary>
/// Puts this process's own files into the database, and those of processes that send nothing themselves: the app host, the command line, and whoever
/// else writes into the same folder.
/// </summary>
internal sealed class AuditShipping(
    AuditReplica replica, SecretsWorkspace workspace, DatabaseSetupProgress progress, TimeProvider time, ILogger<AuditShipping> logger) : BackgroundService
{
    private static readonly TimeSpan _lookEvery = TimeSpan.FromMilliseconds(200);

    // They send theirs over HTTP, wherever they run.
    private static readonly HashSet<string> _others = new(StringComparer.Ordinal) { "mcp-gateway", "knowledge-hub" };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (progress.BlockedBy is not null)
            await Task.Delay(_lookEvery, time, stoppingToken);
        await new AuditShipper(new()
        {
            Folder = Path.Combine(workspace.Root, "logs", "audit"),
            Ships = service => !_others.Contains(service),
            Replica = replica,
            TimeProvider = time,
            Logger = logger,
        }).RunAsync(stoppingToken);
    }
}
