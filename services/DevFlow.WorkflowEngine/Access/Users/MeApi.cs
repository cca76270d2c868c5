using System.Security.Claims;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>The caller's own account, keys and sessions.</summary>
internal static class MeApi
{
    public static void MapMe(this IEndpointRouteBuilder app)
    {
        // In hybrid mode people are known to the hosted engine.
        if (app.ServiceProvider.GetService<UserAccounts>() is null)
            return;
        var me = app.MapGroup("/api/v1/me").WithTags("Me");
        me.MapGet("/", ReadAsync).RequireAuthorization(AccessPolicies.SignedIn).AllowActors()
            .WithName("Me").WithSummary("Says who calls.");

        var own = me.MapGroup("").RequireAuthorization(AccessPolicies.User);
        own.MapGet("/api-keys", ListKeysAsync).WithName("ListMyKeys").WithSummary("Lists your keys, without what they are.");
        own.MapPost("/api-keys", IssueKeyAsync).WithName("IssueKey").WithSummary("Issues a key. It is in this answer, and nowhere else ever again.");
        own.MapDelete("/api-keys/{id:guid}", RevokeKeyAsync).WithName("RevokeMyKey").WithSummary("Revokes a key of yours, at once.");
        own.MapGet("/sessions", ListSessionsAsync).WithName("ListMySessions").WithSummary("Lists the browsers in which you are signed in.");
        own.MapDelete("/sessions", EndSessionsAsync).WithName("SignOutEverywhere").WithSummary("Ends all your sessions. Tokens that they gave count for their quarter of an hour; keys go on.");
        own.MapDelete("/sessions/{id:guid}", EndSessionAsync).WithName("EndMySession").WithSummary("Ends one of your sessions.");
    }

    private static async Task<Ok<MeAnswer>> ReadAsync(ClaimsPrincipal caller, UserAccounts users, CancellationToken cancellationToken)
    {
        var identity = caller.Identity();
        if (identity.User is not { } id)
            return TypedResults.Ok(new MeAnswer(identity.Principal, AccessPolicies.Service, identity.Principal.Split(':')[1], DisplayName: null, Actor: null));
        var user = await users.GetAsync(identity, id, cancellationToken);
        return TypedResults.Ok(new MeAnswer(identity.Principal, user.Role, user.Name, user.DisplayName, (caller.Identity as ClaimsIdentity)?.ActorOf()));
    }

    private static async Task<Ok<IReadOnlyList<ApiKey>>> ListKeysAsync(ClaimsPrincipal caller, ApiKeys keys, CancellationToken cancellationToken)
    {
        var identity = caller.Identity();
        return TypedResults.Ok(await keys.ListAsync(identity, identity.User!.Value, cancellationToken));
    }

    private static async Task<Ok<IssuedApiKey>> IssueKeyAsync(
        ApiKeyRequest request, ClaimsPrincipal caller, ApiKeys keys, HttpContext context, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        var name = request.Name ?? throw new VaultException(VaultError.Invalid, "A key needs a name.");
        if (request.Audience is { } audience && !AccessTokens.Audiences.Contains(audience))
            throw new VaultException(VaultError.Invalid, $"The audience is one of: {string.Join(", ", AccessTokens.Audiences)}.");
        var (key, value) = await keys.IssueAsync(caller.Identity(), name, request.ExpiresAt, request.Audience, cancellationToken);
        return TypedResults.Ok(new IssuedApiKey(key, new(value.Reveal())));
    }

    private static async Task<NoContent> RevokeKeyAsync(Guid id, ClaimsPrincipal caller, ApiKeys keys, CancellationToken cancellationToken)
    {
        var identity = caller.Identity();
        await keys.RevokeAsync(identity, identity.User!.Value, id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<IReadOnlyList<UserSession>>> ListSessionsAsync(ClaimsPrincipal caller, Sessions sessions, HttpContext context, CancellationToken cancellationToken) =>
        TypedResults.Ok(await sessions.ListAsync(caller.Identity(), SessionCookie.Read(context), cancellationToken));

    private static async Task<NoContent> EndSessionAsync(Guid id, ClaimsPrincipal caller, Sessions sessions, CancellationToken cancellationToken)
    {
        await sessions.EndOneAsync(caller.Identity(), id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> EndSessionsAsync(ClaimsPrincipal caller, Sessions sessions, CancellationToken cancellationToken)
    {
        await sessions.EndAllAsync(caller.Identity(), cancellationToken);
        return TypedResults.NoContent();
    }
}
