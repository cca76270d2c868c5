using DevFlow.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DevFlow.ServiceDefaults;

/// <summary>A service beside a Workflow Engine hears from it what has changed, and sends it the audit.</summary>
internal static class WorkflowEngineDefaults
{
    /// <summary>The client that is used for both.</summary>
    public const string Client = "workflow-engine";

    public static void AddWorkflowEngine(this IHostApplicationBuilder builder, DevFlowMode? mode)
    {
        // In the other modes it is hosted, or has no database; and without a credential it answers nobody.
        if (mode is not (DevFlowMode.Local or DevFlowMode.OnPrem)
            || !builder.Configuration.GetSection($"services:{ServiceTokens.Engine}").Exists()
            || string.IsNullOrEmpty(builder.Configuration.GetConnectionString(ServiceTokens.KeyConnection)))
        {
            return;
        }

        builder.Services.AddHttpClient(Client, http => http.BaseAddress = new("https+http://workflow-engine"));
        builder.Services.AddSingleton(new ServiceName(builder.ServiceName()));
        builder.Services.AddHostedService<AuditShippingService>();
        builder.Services.AddHostedService<AnnouncementFollower>();
    }
}
