using System.Diagnostics.Metrics;
using System.Security.Claims;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Access;
using DevFlow.WorkflowEngine.Alerts;
using DevFlow.WorkflowEngine.Vault;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DevFlow.WorkflowEngine.Incidents;

/// <summary>Breaches: what would be done, what is being done, and what people did. No value is part of it.</summary>
internal static class IncidentsApi
{
    private const int Most = 1000;
    private const string Root = "/api/v1/incidents";

    private static readonly Meter _meter = new("DevFlow.WorkflowEngine");
    private static readonly Counter<long> _declared = _meter.CreateCounter<long>("devflow.incidents", "{incident}", "Breaches declared, by scope.");

    public static void MapIncidents(this IEndpointRouteBuilder app)
    {
        // In hybrid mode the hosted engine answers breaches.
        if (app.ServiceProvider.GetService<IncidentRunner>() is null)
            return;
        var incidents = app.MapGroup(Root).RequireAuthorization(AccessPolicies.Admin).WithTags("Incidents");
        incidents.MapGet("/", ListAsync).WithName("ListIncidents").WithSummary("The newest incidents; with 'open', those that are not closed.");
        incidents.MapPost("/plan", PlanAsync).RequireVaultKeys()
            .WithName("PlanIncident").WithSummary("What would be done about a breach, by the engine and by people. Nothing is changed.");
        incidents.MapPost("/", DeclareAsync).RequireVaultKeys()
            .WithName("DeclareIncident").WithSummary("Declares a breach: what was reachable is rotated, revoked and told of, action by action.");
        incidents.MapGet("/{id:guid}", FindAsync).WithName("FindIncident").WithSummary("An incident with its actions and its timeline.");
        incidents.MapGet("/{id:guid}/report", ReportAsync)
            .WithName("ReportIncident").WithSummary("The same as Markdown, for people.").Produces<string>(StatusCodes.Status200OK, "text/markdown");
        incidents.MapPost("/{id:guid}/actions/{number:int}/done", FinishAsync)
            .WithName("FinishIncidentAction").WithSummary("Says that a person has done what was left to people.");
    }

    private static async Task<Ok<IReadOnlyList<Incident>>> ListAsync(
        IncidentStore incidents, ClaimsPrincipal caller, CancellationToken cancellationToken, bool open = false, int count = 100)
    {
        if (count is < 1 or > Most)
            throw new VaultException(VaultError.Invalid, $"The count is 1 to {Most}.");
        return TypedResults.Ok(await incidents.ListAsync(caller.Identity(), open, count, cancellationToken));
    }

    private static async Task<Ok<IncidentPlan>> PlanAsync(IncidentRequest request, IncidentPlanner planner, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        var (scope, subject) = TargetOf(request);
        return TypedResults.Ok(await planner.PlanAsync(caller.Identity(), scope, subject, cancellationToken));
    }

    private static async Task<Created<IncidentRecord>> DeclareAsync(
        IncidentRequest request, IncidentStore incidents, IncidentService service, AlertQueue alerts, SecretScrubber scrubber, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        var (scope, subject) = TargetOf(request);
        // Who tells of a leak in a hurry may paste what leaked.
        var record = await incidents.DeclareAsync(caller.Identity(), scope, subject, scrubber.Scrub(request.Reason ?? "no reason given"), cancellationToken);
        service.Ask();
        _declared.Add(1, new KeyValuePair<string, object?>("devflow.incident.scope", scope));
        alerts.Raise("incident", record.Incident.Subject, $"{record.Incident.DeclaredBy} declared a breach of {scope} {record.Incident.Subject} (incident {record.Incident.Id})");
        return TypedResults.Created($"{Root}/{record.Incident.Id}", record);
    }

    private static async Task<Ok<IncidentRecord>> FindAsync(Guid id, IncidentStore incidents, ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        TypedResults.Ok(await incidents.GetAsync(caller.Identity(), id, cancellationToken));

    private static async Task<ContentHttpResult> ReportAsync(Guid id, IncidentStore incidents, ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        TypedResults.Content(IncidentReport.Of(await incidents.GetAsync(caller.Identity(), id, cancellationToken)), "text/markdown; charset=utf-8");

    private static async Task<Ok<IncidentRecord>> FinishAsync(
        Guid id, int number, FinishRequest request, IncidentStore incidents, IncidentService service, SecretScrubber scrubber, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        var record = await incidents.FinishAsync(caller.Identity(), id, number, scrubber.Scrub(request.Note ?? "done"), cancellationToken);
        service.Ask();
        return TypedResults.Ok(record);
    }

    private static (string Scope, string Subject) TargetOf(IncidentRequest request) => request is { Scope: { Length: > 0 } scope, Subject: { Length: > 0 } subject }
        ? (scope, subject)
        : throw new VaultException(VaultError.Invalid, $"A breach is of something: scope ({string.Join(", ", IncidentScopes.All)}) and subject.");
}
