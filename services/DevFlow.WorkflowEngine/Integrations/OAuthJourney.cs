using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Access;

namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>The way of a browser to a provider and back (RFC 6749, 4.1, with PKCE).</summary>
internal sealed partial class OAuthJourney(
    Providers providers, OAuthAttempts attempts, UsedCodes used, ProviderExchange exchange, OAuthArrival arrival, SecretScrubber scrubber, ILogger<OAuthJourney> logger)
{
    /// <summary>Sends somebody there.</summary>
    /// <exception cref="VaultException">There is no such provider, it is not set up, or the path is none of ours.</exception>
    public async Task<BeginAnswer> BeginAsync(string name, Guid? user, string? returnTo, HttpContext context, CancellationToken cancellationToken)
    {
        var path = ReturnPath.Check(returnTo);
        var provider = providers.Get(name);
        var application = await providers.GetAsync(provider, cancellationToken);
        var (attempt, cookie, challenge) = await attempts.BeginAsync(provider.Name, user, path, cancellationToken);
        OAuthCookie.Write(context, attempt, cookie, application.Redirect);
        context.Response.Headers.CacheControl = "no-store";
        return new(application.AuthorizeAt(attempt.State, challenge).AbsoluteUri);
    }

    /// <summary>Takes somebody who comes back.</summary>
    /// <returns>The path of our own pages where he goes on.</returns>
    /// <exception cref="VaultException">There is no such provider, or the database is away: then nothing is lost, and asking again may succeed.</exception>
    public async Task<string> EndAsync(string name, string? code, string? state, string? error, HttpContext context, CancellationToken cancellationToken)
    {
        var provider = providers.Get(name);
        if (state is null || OAuthCookie.Read(context, state) is not { } cookie || await attempts.FindAsync(cookie, provider.Name, state, cancellationToken) is not (var attempt, var verifier))
            return Refuse(context, provider, attempt: null);
        if (!await used.TryUseAsync(state, cancellationToken))
            return Refuse(context, provider, attempt);
        if (error is not null || code is not { Length: > 0 })
        {
            OAuthCookie.Clear(context, state, redirect: null);
            return Back(attempt, error is "access_denied" ? Problems.Denied : Problems.Refused);
        }

        var (application, _) = await providers.FindAsync(provider, cancellationToken);
        OAuthCookie.Clear(context, state, application?.Redirect);
        if (application is null)
            return Back(attempt, Problems.NotConfigured);
        using var masked = scrubber.RegisterForRequest(code, verifier.Reveal());
        try
        {
            var tokens = await exchange.TakeAsync(application, new SecretValue(code, provider.Name, DateTimeOffset.UnixEpoch), verifier, cancellationToken);
            var problem = await arrival.WithAsync(attempt, application, tokens, context, cancellationToken);
            return problem is null ? Arrived(attempt) : Back(attempt, problem);
        }
        catch (ProviderException fault)
        {
            LogInVain($"{attempt}", fault.Message);
            return Back(attempt, Problems.Of(fault.Trouble));
        }
    }

    // Of whom nothing is known, it is not known what for either.
    private static string Refuse(HttpContext context, AccountProvider provider, OAuthAttempt? attempt)
    {
        Denied.Mark(context, $"oauth:{provider.Name} {Problems.State}");
        return Back(attempt ?? new OAuthAttempt(provider.Name, User: null, State: "", ReturnTo: "/", DateTimeOffset.UnixEpoch), Problems.State);
    }

    private static string Arrived(OAuthAttempt attempt)
    {
        IntegrationTelemetry.Returned(attempt.Provider, outcome: null);
        return ReturnPath.With(attempt.ReturnTo, "connected", attempt.Provider);
    }

    private static string Back(OAuthAttempt attempt, string problem)
    {
        IntegrationTelemetry.Returned(attempt.Provider, problem);
        return ReturnPath.With(ReturnPath.With(attempt.User is null ? "/sign-in" : "/integrations", "problem", problem), "provider", attempt.Provider);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Attempt} was in vain: {Reason}")]
    private partial void LogInVain(string attempt, string reason);
}
