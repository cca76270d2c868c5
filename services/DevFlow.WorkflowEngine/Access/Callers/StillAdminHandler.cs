using DevFlow.Secrets.Vault;
using Microsoft.AspNetCore.Authorization;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>
/// Asks the database whether an administrator still is one. It would refuse by itself, but as if there were nothing: who is no administrator any
/// more is told so. An engine without a database has only what the hosted one says, which it asks anew for each call.
/// </summary>
internal sealed class StillAdminHandler(UserAccounts? users = null) : AuthorizationHandler<StillAdmin>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, StillAdmin requirement)
    {
        // A service is none, and cannot cease to be one; a policy for administrators alone does not let it in.
        if (context.User.HasClaim(CallerExtensions.RoleClaim, AccessPolicies.Service))
        {
            context.Succeed(requirement);
            return;
        }

        // What nobody may call without the token's role anyway is not looked up.
        if (!context.User.HasClaim(CallerExtensions.RoleClaim, UserRoles.Admin))
            return;
        var cancellationToken = (context.Resource as HttpContext)?.RequestAborted ?? CancellationToken.None;
        if (users is null || await users.IsAdministratorAsync(context.User.Identity(), cancellationToken))
            context.Succeed(requirement);
    }
}
