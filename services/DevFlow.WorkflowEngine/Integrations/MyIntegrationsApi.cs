using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Access;
using DevFlow.WorkflowEngine.Vault;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>The caller's accounts elsewhere. Their tokens are the caller's own secrets, and are read there.</summary>
internal static class MyIntegrationsApi
{
    public static void MapMyIntegrations(this IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("/api/v1/me/integrations").RequireAuthorization(AccessPolicies.User).WithTags("Integrations");
        own.MapGet("/", ListAsync).WithName("ListMyIntegrations").WithSummary("The providers, and your accounts there.");
        own.MapPost("/{provider}", BeginAsync).WithName("ConnectAccount").WithSummary("Where to go to connect an account. It counts for ten minutes, in this browser.");
        own.MapPost("/{provider}/refresh", RefreshAsync).RequireVaultKeys().WithName("RefreshAccount").WithSummary("Renews an account's token now, or looks whether it works where it cannot be renewed.");
        own.MapDelete("/{provider}", RemoveAsync).RequireVaultKeys().WithName("DisconnectAccount").WithSummary("Ends what an account has granted, at the provider where that can be done, and deletes its tokens here.");
    }

    private static async Task<Ok<IReadOnlyList<IntegrationDocument>>> ListAsync(
        Providers providers, ProviderAccounts accounts, HttpContext context, CancellationToken cancellationToken)
    {
        var identity = context.User.Identity();
        var connected = await accounts.ListAsync(identity, identity.User!.Value, cancellationToken);
        var all = new List<IntegrationDocument>();
        foreach (var provider in providers.All)
        {
            var (_, missing) = await providers.FindAsync(provider, cancellationToken);
            all.Add(IntegrationDocument.Of(provider, missing, connected.FirstOrDefault(account => account.Provider == provider.Name)));
        }

        return TypedResults.Ok<IReadOnlyList<IntegrationDocument>>(all);
    }

    private static async Task<Ok<BeginAnswer>> BeginAsync(string provider, BeginRequest? request, OAuthJourney journey, HttpContext context, CancellationToken cancellationToken) =>
        TypedResults.Ok(await journey.BeginAsync(provider, context.User.Identity().User, request?.Return ?? "/integrations", context, cancellationToken));

    private static async Task<Ok<IntegrationDocument>> RefreshAsync(
        string provider, ProviderRefresh refresh, Providers providers, ProviderAccounts accounts, HttpContext context, CancellationToken cancellationToken)
    {
        var identity = context.User.Identity();
        var (known, user) = (providers.Get(provider), identity.User!.Value);
        var (application, missing) = await providers.FindAsync(known, cancellationToken);
        IntegrationTelemetry.Refreshed(provider, await refresh.RunAsync(user, known, application, isAsked: true, cancellationToken));
        return TypedResults.Ok(IntegrationDocument.Of(known, missing, (await accounts.ListAsync(identity, user, cancellationToken)).FirstOrDefault(account => account.Provider == provider)));
    }

    private static async Task<Ok<DisconnectAnswer>> RemoveAsync(string provider, Disconnection disconnection, HttpContext context, CancellationToken cancellationToken) =>
        TypedResults.Ok(await disconnection.OfAsync(context.User.Identity(), provider, cancellationToken));
}
