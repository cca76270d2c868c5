using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Access;
using Npgsql;

namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>The way of a browser to a provider and back (RFC 6749, 4.1, with PKCE).</summary>
internal sealed partial class OAuthJourney(
    Providers providers, OAuthAttempts attempts, UsedCodes used, ProviderExchange exchange, OAuthArrival arrival, Sessions sessions, SecretScrubber scrubber, TimeProvider time, ILogger<OAuthJourney> logger)
{
    /// <summary>Sends somebody there.</summary>
    /// <exception cref="VaultException">There is no such provider, it is not set up, or the path is none of ours.</exception>
    public async Task<BeginAnswer> BeginAsync(string name, Guid? user, string? returnTo, HttpContext context, CancellationToken cancellationToken)
    {
        var path = ReturnPath.Check(returnTo);
        var provider = providers.Get(name);
        // It would be refused at its end.
        if (user is { } known && await sessions.WasEndedSinceAsync(known, time.GetUtcNow(), cancellationToken))
            throw new VaultException(VaultError.Conflict, "A breach is being answered that may be of your sign-in: connect the account when that is done, in a minute or so.");
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
        // What connects an account for somebody ends with what that one was signed in by: whoever signs out everywhere ends it too, and so does the answer to a breach.
        if (attempt.User is { } user && await sessions.WasEndedSinceAsync(user, attempt.BeganAt(), cancellationToken))
            return Refuse(context, provider, attempt);
        if (!await used.TryUseAsync(state, cancellationToken))
            return Refuse(context, provider, attempt);
        try
        {
            return await WithAsync(provider, attempt, verifier, code, error, context, cancellationToken);
        }
        catch (Exception fault) when (fault is VaultException { Error: VaultError.Unavailable } or NpgsqlException)
        {
            // The state is spent: nobody is helped by asking for this address again.
            LogInVain($"{attempt}", FaultText.Of(fault));
            return Back(attempt, Problems.Unavailable);
        }
    }

    private async Task<string> WithAsync(
        AccountProvider provider, OAuthAttempt attempt, SecretValue verifier, string? code, string? error, HttpContext context, CancellationToken cancellationToken)
    {
        if (error is not null || code is not { Length: > 0 })
        {
            OAuthCookie.Clear(context, attempt.State, redirect: null);
            return Back(attempt, error is "access_denied" ? Problems.Denied : Problems.Refused);
        }

        var (application, _) = await providers.FindAsync(provider, cancellationToken);
        OAuthCookie.Clear(context, attempt.State, application?.Redirect);
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
