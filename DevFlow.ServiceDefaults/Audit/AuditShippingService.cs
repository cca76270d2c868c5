using DevFlow.Secrets;
using Microsoft.Extensions.Logging;

namespace DevFlow.ServiceDefaults;

/// <summary>Sends this service's audit files to the Workflow Engine. What has not been sent when it ends, the next process of its name sends.</summary>
internal sealed partial class AuditShippingService(
    IHttpClientFactory clients, SecretsWorkspace workspace, ServiceName service, TimeProvider time, ILogger<AuditShippingService> logger) : EnduringService(time)
{
    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        using var http = clients.CreateClient(WorkflowEngineDefaults.Client);
        await new AuditShipper(new()
        {
            Folder = Path.Combine(workspace.Root, "logs", "audit"),
            Ships = name => name == service.InFiles,
            Replica = new HttpAuditReplica(http, service.InFiles),
            TimeProvider = Time,
            Logger = logger,
        }).RunAsync(stoppingToken);
    }

    protected override void Failed(string reason) => LogLater(reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "the audit is not sent yet: {Reason}")]
    private partial void LogLater(string reason);
}
