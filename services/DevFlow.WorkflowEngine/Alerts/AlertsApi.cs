using System.Security.Claims;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DevFlow.WorkflowEngine.Alerts;

/// <summary>What an administrator should look at.</summary>
internal static class AlertsApi
{
    private const int Most = 1000;

    public static void AddAlerts(this IServiceCollection services, bool hasDatabase)
    {
        services.AddSingleton<AlertQueue>();
        if (hasDatabase)
            services.AddSingleton<AlertStore>().AddHostedService<AlertWriter>();
    }

    public static void MapAlerts(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetService<AlertStore>() is null)
            return;
        app.MapGet("/api/v1/alerts", ListAsync).RequireAuthorization(AccessPolicies.Admin).WithTags("Alerts")
            .WithName("ListAlerts").WithSummary("The newest alerts.");
    }

    private static async Task<Ok<IReadOnlyList<Alert>>> ListAsync(ClaimsPrincipal caller, AlertStore alerts, int? count, CancellationToken cancellationToken)
    {
        if (count is < 1 or > Most)
            throw new VaultException(VaultError.Invalid, $"The count is 1 to {Most}.");
        return TypedResults.Ok(await alerts.ListAsync(caller.Identity(), count ?? 100, cancellationToken));
    }
}
