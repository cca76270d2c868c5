using System.Security.Claims;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Access;

namespace DevFlow.WorkflowEngine.Audit;

/// <summary>Who read which secret: the audit of all processes, for those who administer the platform, and each person's own.</summary>
internal static class AuditApi
{
    private const int DefaultPage = 100;

    public static void MapAudit(this IEndpointRouteBuilder app)
    {
        // Without a database there is none.
        if (app.ServiceProvider.GetService<AuditSearch>() is null)
            return;
        var audit = app.MapGroup("/api/v1/audit").WithTags("Audit");
        audit.MapGet("/", FindAsync).RequireAuthorization(AccessPolicies.Admin).AllowActors()
            .WithName("FindAuditRecords").WithSummary("Accesses to secrets, newest first; 'next' of the answer is the cursor of the next page.");
        audit.MapGet("/export", AuditExport.WriteAsync).RequireAuthorization(AccessPolicies.Admin)
            .WithName("ExportAudit").WithSummary("All records that the filters let through, as JSONL (the original lines) or CSV; with 'chain', that chain's file as it was.");
        audit.MapGet("/chains", (AuditSearch search, ClaimsPrincipal caller, CancellationToken cancellationToken) => search.ChainsAsync(caller.Identity(), cancellationToken))
            .RequireAuthorization(AccessPolicies.Admin)
            .WithName("ListAuditChains").WithSummary("The chains of all processes: how far each was taken, and how it is proven.");
        audit.MapGet("/heads", AuditIntakeApi.HeadsAsync).RequireAuthorization(AccessPolicies.Service)
            .WithName("ListAuditHeads").WithSummary("How far the chains of the calling service were taken.");
        audit.MapPost("/batches", AuditIntakeApi.AppendAsync).RequireAuthorization(AccessPolicies.Service)
            .WithName("AppendAuditBatch").WithSummary("Takes lines of one chain of the calling service; what was taken before is passed over.");
        app.MapGet("/api/v1/me/audit", OwnAsync).RequireAuthorization(AccessPolicies.User).AllowActors().WithTags("Audit")
            .WithName("FindOwnAuditRecords").WithSummary("Accesses on the caller's behalf, newest first.");
    }

    private static Task<AuditPage> FindAsync(
        [AsParameters] AuditQueryParameters query, AuditSearch search, ClaimsPrincipal caller, CancellationToken cancellationToken, string? cursor = null, int limit = DefaultPage) =>
        search.FindAsync(caller.Identity(), query.ToFilter(), cursor, limit, cancellationToken);

    private static Task<AuditPage> OwnAsync(
        [AsParameters] AuditQueryParameters query, AuditSearch search, ClaimsPrincipal caller, CancellationToken cancellationToken, string? cursor = null, int limit = DefaultPage)
    {
        var identity = caller.Identity();
        return search.FindAsync(identity, query.ToFilter() with { User = identity.Principal }, cursor, limit, cancellationToken);
    }
}
