using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DevFlow.WorkflowEngine.Projects;

/// <summary>Access to secrets of a project for a while, for who is no member.</summary>
internal static class ProjectGrantsApi
{
    public static void MapProjectGrants(this RouteGroupBuilder projects)
    {
        var grants = projects.MapGroup("/{project}/grants").RequireAuthorization(AccessPolicies.SignedIn).WithTags("Projects");
        grants.MapGet("/", ListAsync).WithName("ListGrants").WithSummary("Lists what has been granted of a project's secrets: for its admins all, for others their own.");
        grants.MapPost("/", GrantAsync).WithName("GrantAccess").WithSummary("Grants access to one secret of a project, or to one environment, for a while.");
        grants.MapDelete("/{id:guid}", RevokeAsync).WithName("RevokeGrant").WithSummary("Takes a grant back at once.");
    }

    private static Task<IReadOnlyList<ProjectGrant>> ListAsync(string project, ProjectGrants grants, HttpContext context, CancellationToken cancellationToken) =>
        grants.ListAsync(context.User.Identity(), project, cancellationToken);

    private static async Task<Created<ProjectGrant>> GrantAsync(string project, GrantRequest request, ProjectGrants grants, HttpContext context, CancellationToken cancellationToken)
    {
        if (request is not { To: { } to, Environment: { } environment, TtlSeconds: { } seconds })
            throw new VaultException(VaultError.Invalid, """Say to whom, where and for how long: {"to": "ben", "environment": "staging", "key": "STRIPE_API_KEY", "access": "read", "ttlSeconds": 86400}. Without a key it is the whole environment.""");
        var grant = await grants.GrantAsync(
            context.User.Identity(), project, to, environment, request.Key, request.Access ?? GrantAccess.Read, TimeSpan.FromSeconds(seconds), cancellationToken);
        return TypedResults.Created($"/api/v1/projects/{project}/grants/{grant.Id}", grant);
    }

    private static async Task<NoContent> RevokeAsync(string project, Guid id, ProjectGrants grants, HttpContext context, CancellationToken cancellationToken) =>
        await grants.RevokeAsync(context.User.Identity(), project, id, cancellationToken)
            ? TypedResults.NoContent()
            : throw new VaultException(VaultError.NotFound, $"There is no grant {id} of the project '{project}' that is yours to take back.");
}
