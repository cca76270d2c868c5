using System.Security.Claims;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>The people of the platform, for those who administer it.</summary>
internal static class UsersApi
{
    public static void MapUsers(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetService<UserAccounts>() is null)
            return;
        var users = app.MapGroup("/api/v1/users").RequireAuthorization(AccessPolicies.Admin).WithTags("People");
        users.MapGet("/", ListAsync).WithName("ListUsers").WithSummary("Lists all people.");
        users.MapPost("/", AddAsync).WithName("AddUser").WithSummary("Adds a person.");
        users.MapPatch("/{id:guid}", ChangeAsync).WithName("ChangeUser").WithSummary("Changes a person's role or display name.");
        users.MapGet("/{id:guid}/api-keys", ListKeysAsync).WithName("ListKeysOfUser").WithSummary("Lists a person's keys, without what they are.");
        users.MapDelete("/{id:guid}/api-keys/{key:guid}", RevokeKeyAsync).WithName("RevokeKeyOfUser").WithSummary("Revokes a person's key, at once.");
    }

    private static async Task<Ok<IReadOnlyList<UserAccount>>> ListAsync(ClaimsPrincipal caller, UserAccounts users, CancellationToken cancellationToken) =>
        TypedResults.Ok(await users.ListAsync(caller.Identity(), cancellationToken));

    private static async Task<Created<UserAccount>> AddAsync(UserRequest request, ClaimsPrincipal caller, UserAccounts users, CancellationToken cancellationToken)
    {
        var name = request.Name ?? throw new VaultException(VaultError.Invalid, "A user needs a name.");
        var user = await users.AddAsync(caller.Identity(), name, request.DisplayName, request.Role ?? UserRoles.Member, cancellationToken);
        return TypedResults.Created($"/api/v1/users/{user.Id}", user);
    }

    private static async Task<Ok<UserAccount>> ChangeAsync(Guid id, UserChange change, ClaimsPrincipal caller, UserAccounts users, CancellationToken cancellationToken) =>
        TypedResults.Ok(await users.ChangeAsync(caller.Identity(), id, change, cancellationToken));

    private static async Task<Ok<IReadOnlyList<ApiKey>>> ListKeysAsync(
        Guid id, ClaimsPrincipal caller, UserAccounts users, ApiKeys keys, CancellationToken cancellationToken)
    {
        await users.GetAsync(caller.Identity(), id, cancellationToken);
        return TypedResults.Ok(await keys.ListAsync(caller.Identity(), id, cancellationToken));
    }

    private static async Task<NoContent> RevokeKeyAsync(Guid id, Guid key, ClaimsPrincipal caller, ApiKeys keys, CancellationToken cancellationToken)
    {
        await keys.RevokeAsync(caller.Identity(), id, key, cancellationToken);
        return TypedResults.NoContent();
    }
}
