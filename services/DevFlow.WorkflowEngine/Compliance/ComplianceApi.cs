using System.Security.Claims;
using DevFlow.Secrets;
using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Access;

namespace DevFlow.WorkflowEngine.Compliance;

/// <summary>What speaks for the platform and against it, asked at the moment of the call.</summary>
internal static class ComplianceApi
{
    public static void AddCompliance(this IHostApplicationBuilder builder)
    {
        if (builder.GetDevFlowMode() is DevFlowMode.Hybrid)
            return;
        builder.Services.AddSingleton<SecretMeasurements>().AddHostedService(services => services.GetRequiredService<SecretMeasurements>());
        builder.Services.AddSingleton<Metrics>().AddSingleton<ComplianceReporter>();
    }

    public static void MapCompliance(this IEndpointRouteBuilder app)
    {
        // In hybrid mode the hosted engine has the records, and answers.
        if (app.ServiceProvider.GetService<ComplianceReporter>() is null)
            return;
        app.MapGet("/api/v1/compliance/{framework}", ReportAsync).RequireAuthorization(AccessPolicies.Admin).AllowActors().WithTags("Compliance")
            .WithName("ReportCompliance").WithSummary("The controls of soc2, hipaa or gdpr that are about secrets, each with evidence that is asked for now, and the figures that the platform is held to.");
    }

    private static Task<ComplianceReport> ReportAsync(string framework, ComplianceReporter reporter, ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        reporter.ReportAsync(caller.Identity(), framework, cancellationToken);
}
