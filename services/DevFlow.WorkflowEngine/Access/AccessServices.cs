using System.Security.Cryptography;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Alerts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>Who calls, and who may call what.</summary>
internal static class AccessServices
{
    public static void AddAccess(this IHostApplicationBuilder builder)
    {
        // A line for each probe that names nobody would bury all others.
        builder.Logging.AddFilter(typeof(BearerHandler).FullName, LogLevel.Information);
        // An engine without a database knows nobody; its tokens are for the services beside it, and end with it.
        var isHybrid = builder.GetDevFlowMode() is DevFlowMode.Hybrid;
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<TokenKeys>(services, isHybrid ? OwnSecret() : SharedSecret(services)));
        builder.Services.AddSingleton<AccessTokens>().AddSingleton<Credentials>().AddSingleton<SignIn>().AddSingleton<TokenExchange>();
        builder.Services.AddSingleton<ServiceKeys>().AddSingleton<SignInCode>().AddSingleton<SamePage>().AddSingleton<CallerWatch>();
        if (!isHybrid)
            builder.Services.AddPeople();
        builder.Services.AddAlerts(hasDatabase: !isHybrid);
        builder.Services.AddSingleton<DenialWatch>().AddSingleton<Denials>();
        builder.Services.AddSingleton<SkipAuth>().AddHostedService(services => services.GetRequiredService<SkipAuth>());
        builder.Services.AddHostedService<TokenKeysCheck>();
        builder.Services.AddSingleton<IAuthorizationHandler, StillAdminHandler>();
        builder.Services.AddAuthentication(BearerHandler.Name).AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.Name, configureOptions: null);
        // What says nothing of who may call it is closed.
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(AccessPolicies.SignedIn, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(AccessPolicies.User, policy => policy.RequireAssertion(context => IsUser(context)))
            .AddPolicy(AccessPolicies.Admin, policy => policy.RequireAssertion(context => IsUser(context) && context.User.HasClaim(CallerExtensions.RoleClaim, "admin")).AddRequirements(new StillAdmin()))
            .AddPolicy(AccessPolicies.Service, policy => policy.RequireClaim(CallerExtensions.RoleClaim, "service"))
            .AddPolicy(AccessPolicies.Operator, policy => policy.RequireClaim(CallerExtensions.RoleClaim, "service", "admin").AddRequirements(new StillAdmin()));
    }

    /// <summary>Who calls, before anything else is done; what signing in throws is answered as all else is.</summary>
    public static void UseAccess(this WebApplication app)
    {
        app.Use(app.Services.GetRequiredService<Denials>().InvokeAsync);
        app.UseExceptionHandler();
        app.UseAuthentication();
        app.Use(OpenToActors.CheckAsync);
        app.UseAuthorization();
    }

    public static void MapAccess(this IEndpointRouteBuilder app)
    {
        app.MapTokens();
        app.MapMe();
        app.MapUsers();
        app.MapAlerts();
    }

    private static void AddPeople(this IServiceCollection services)
    {
        services.AddSingleton(provider => new AccessChanges(provider.GetRequiredService<SecretsWorkspace>().RecordAsync));
        services.AddSingleton<UserAccounts>().AddSingleton<ApiKeys>();
        services.AddSingleton(provider =>
        {
            var accepted = provider.GetRequiredService<AcceptedSecrets>();
            return ActivatorUtilities.CreateInstance<Sessions>(
                provider, (Func<CancellationToken, ValueTask<IReadOnlyList<SecretValue>>>)(cancellationToken => accepted.GetAsync("SESSION_SECRET", cancellationToken)));
        });
    }

    private static bool IsUser(AuthorizationHandlerContext context) =>
        context.User.HasClaim(claim => claim.Type is CallerExtensions.SubjectClaim && claim.Value.StartsWith("user:", StringComparison.Ordinal));

    private static Func<CancellationToken, ValueTask<IReadOnlyList<SecretValue>>> SharedSecret(IServiceProvider services)
    {
        var accepted = services.GetRequiredService<AcceptedSecrets>();
        return cancellationToken => accepted.GetAsync(TokenKeys.Name, cancellationToken);
    }

    private static Func<CancellationToken, ValueTask<IReadOnlyList<SecretValue>>> OwnSecret()
    {
        IReadOnlyList<SecretValue> secret = [new SecretValue(Convert.ToBase64String(RandomNumberGenerator.GetBytes(TokenKeys.MinimumBytes)), "random", DateTimeOffset.UnixEpoch)];
        return _ => new(secret);
    }
}
