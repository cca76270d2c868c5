using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Access;
using DevFlow.WorkflowEngine.Alerts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>With which accounts elsewhere people sign in, for those who administer the platform.</summary>
internal static class UserAccountsApi
{
    public static void MapUserAccounts(this IEndpointRouteBuilder app)
    {
        var accounts = app.MapGroup("/api/v1/users/{id:guid}/accounts").RequireAuthorization(AccessPolicies.Admin).WithTags("People");
        accounts.MapGet("/", ListAsync).WithName("ListAccountsOfUser").WithSummary("The accounts elsewhere that a person signs in with.");
        accounts.MapPut("/{provider}", NameAsync).WithName("NameAccountOfUser").WithSummary("Says which account a new person will sign in with, who has never signed in and owns nothing. It counts for 30 days.");
        accounts.MapDelete("/{provider}", RemoveAsync).WithName("RemoveAccountOfUser").WithSummary("Takes an account away from a person, who signs in with it no more. The tokens stay the person's own.");
    }

    private static async Task<Ok<IReadOnlyList<AccountConnection>>> ListAsync(
        Guid id, UserAccounts users, ProviderAccounts accounts, HttpContext context, CancellationToken cancellationToken)
    {
        await users.GetAsync(context.User.Identity(), id, cancellationToken);
        return TypedResults.Ok(await accounts.ListAsync(context.User.Identity(), id, cancellationToken));
    }

    private static async Task<NoContent> NameAsync(
        Guid id, string provider, AccountRequest request, Providers providers, ProviderAccounts accounts, AlertQueue alerts, HttpContext context, CancellationToken cancellationToken)
    {
        var account = request.Account ?? throw new VaultException(VaultError.Invalid, "Say which account: the login at GitHub, the e-mail address at Atlassian.");
        var known = providers.Get(provider);
        await accounts.NameAsync(context.User.Identity(), id, known, account, cancellationToken);
        alerts.Raise("account", $"user:{id}", $"{context.User.Identity()} says that this person signs in with an account at {known.Title}.");
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> RemoveAsync(Guid id, string provider, Providers providers, ProviderAccounts accounts, HttpContext context, CancellationToken cancellationToken)
    {
        await accounts.RemoveAsync(context.User.Identity(), id, providers.Get(provider), cancellationToken);
        return TypedResults.NoContent();
    }
}
