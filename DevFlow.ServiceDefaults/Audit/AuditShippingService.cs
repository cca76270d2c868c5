using DevFlow.Secrets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DevFlow.ServiceDefaults;

/// <summary>Sends this service's audit files to the Workflow Engine. What has not been sent when it ends, the next process of its name sends.</summary>
internal sealed class AuditShippingService(
    IHttpClientFactory clients, SecretsWorkspace workspace, ServiceName service, TimeProvider time, ILogger<AuditShippingService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var http = clients.CreateClient(WorkflowEngineDefaults.Client);
        await new AuditShipper(new()
        {
            Folder = Path.Combine(workspace.Root, "logs", "audit"),
            Ships = name => name == service.InFiles,
            Replica = new HttpAuditReplica(http, service.InFiles),
            TimeProvider = time,
            Logger = logger,
        }).RunAsync(stoppingToken);
    }
}
