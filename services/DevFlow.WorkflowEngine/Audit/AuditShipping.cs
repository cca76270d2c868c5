using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Database;

namespace DevFlow.WorkflowEngine.Audit;

/// <summary>
/// Puts this process's own files into the database, and those of processes that send nothing themselves: the app host, the command line, and whoever
/// else writes into the same folder.
/// </summary>
internal sealed partial class AuditShipping(
    AuditReplica replica, SecretsWorkspace workspace, DatabaseSetupProgress progress, TimeProvider time, ILogger<AuditShipping> logger) : EnduringService(time)
{
    // They send theirs over HTTP, wherever they run.
    private static readonly HashSet<string> _others = new(StringComparer.Ordinal) { "mcp-gateway", "knowledge-hub" };

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        await progress.DoneAsync(stoppingToken);
        await new AuditShipper(new()
        {
            Folder = Path.Combine(workspace.Root, "logs", "audit"),
            Ships = service => !_others.Contains(service),
            Replica = replica,
            TimeProvider = Time,
            Logger = logger,
        }).RunAsync(stoppingToken);
    }

    protected override void Failed(string reason) => LogLater(reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "the audit is not put into the database yet: {Reason}")]
    private partial void LogLater(string reason);
}
