using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Access;
using DevFlow.WorkflowEngine.Vault;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DevFlow.WorkflowEngine.Projects;

/// <summary>Projects and their members. For who is no member there is no such project.</summary>
internal static class ProjectsApi
{
    public static void MapProjects(this IEndpointRouteBuilder app)
    {
        if (!app.HasTiers())
            return;
        var projects = app.MapGroup("/api/v1/projects").WithTags("Projects");
        var members = projects.MapGroup("/{project}/members").RequireAuthorization(AccessPolicies.SignedIn);
        projects.MapGet("/", ListAsync).RequireAuthorization(AccessPolicies.SignedIn)
            .WithName("ListProjects").WithSummary("Lists the projects that one is a member of or has been granted something of; an administrator of the platform sees all.");
        projects.MapPost("/", CreateAsync).RequireAuthorization(AccessPolicies.User)
            .WithName("CreateProject").WithSummary("Makes a project, whose admin one is.");
        projects.MapGet("/{project}", GetAsync).RequireAuthorization(AccessPolicies.SignedIn)
            .WithName("GetProject").WithSummary("Shows a project.");
        projects.MapDelete("/{project}", DeleteAsync).RequireAuthorization(AccessPolicies.User)
            .WithName("DeleteProject").WithSummary("Deletes a project with its secrets in the database; ?confirm= repeats its name.");
        projects.MapPut("/{project}/vault", SetVaultAsync).RequireAuthorization(AccessPolicies.Admin)
            .WithName("SetVaultOfProject").WithSummary("Gives a project its own 1Password vault, or none.");
        members.MapGet("/", ListMembersAsync).WithName("ListMembers").WithSummary("Lists the members of a project.");
        members.MapPut("/{principal}", SetMemberAsync)
            .WithName("SetMember").WithSummary("Makes user:<id>, service:<name> or the user of a name a member, as viewer, editor or admin.");
        members.MapDelete("/{principal}", RemoveMemberAsync).WithName("RemoveMember").WithSummary("Ends a membership; the last admin stays.");
        projects.MapProjectGrants();
        projects.MapProjectSecrets();
    }

    private static Task<IReadOnlyList<Project>> ListAsync(ProjectRegistry projects, HttpContext context, CancellationToken cancellationToken) =>
        projects.ListAsync(context.User.Identity(), cancellationToken);

    private static async Task<Created<Project>> CreateAsync(ProjectRequest request, ProjectRegistry projects, HttpContext context, CancellationToken cancellationToken)
    {
        var project = await projects.CreateAsync(context.User.Identity(), request.Name ?? "", cancellationToken);
        return TypedResults.Created($"/api/v1/projects/{project.Name}", project);
    }

    private static Task<Project> GetAsync(string project, ProjectRegistry projects, HttpContext context, CancellationToken cancellationToken) =>
        projects.GetAsync(context.User.Identity(), project, cancellationToken);

    private static async Task<NoContent> DeleteAsync(string project, string? confirm, ProjectRegistry projects, HttpContext context, CancellationToken cancellationToken)
    {
        if (confirm != project)
            throw new VaultException(VaultError.Invalid, $"All secrets of the project go with it, for good: repeat its name as ?confirm={project}.");
        await projects.DeleteAsync(context.User.Identity(), project, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> SetVaultAsync(string project, VaultRequest request, OnePasswordVaults vaults, HttpContext context, CancellationToken cancellationToken)
    {
        await vaults.SetForProjectAsync(context.User.Identity(), project, request.Vault, cancellationToken);
        return TypedResults.NoContent();
    }

    private static Task<IReadOnlyList<ProjectMember>> ListMembersAsync(string project, ProjectMembers members, HttpContext context, CancellationToken cancellationToken) =>
        members.ListAsync(context.User.Identity(), project, cancellationToken);

    private static Task<ProjectMember> SetMemberAsync(
        string project, string principal, MemberRequest request, ProjectMembers members, HttpContext context, CancellationToken cancellationToken) =>
        members.SetAsync(context.User.Identity(), project, principal, request.Role ?? "", cancellationToken);

    private static async Task<NoContent> RemoveMemberAsync(string project, string principal, ProjectMembers members, HttpContext context, CancellationToken cancellationToken) =>
        await members.RemoveAsync(context.User.Identity(), project, principal, cancellationToken)
            ? TypedResults.NoContent()
            : throw new VaultException(VaultError.NotFound, $"'{principal}' is no member of the project '{project}'.");
}
