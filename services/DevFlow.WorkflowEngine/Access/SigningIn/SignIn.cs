using DevFlow.Secrets;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>The ways to sign in. An engine without a database knows services alone.</summary>
internal sealed class SignIn(ServiceKeys services, SignInCode code, ApiKeys? keys = null, Sessions? sessions = null)
{
    /// <summary>Who has signed in; null when what was shown does not count.</summary>
    /// <exception cref="VaultException">The request cannot be understood, or the database is away.</exception>
    public async Task<Caller?> WithAsync(TokenRequest request, HttpContext context, CancellationToken cancellationToken) => request.Grant switch
    {
        "service" => services.IsRight(Needed(request.Service, "service"), Needed(request.Key, "key")) ? Caller.OfService(request.Service!) : null,
        "api-key" => await WithKeyAsync(Needed(request.Key, "key"), request.Audience ?? AccessTokens.Engine, request.Session is true, context, cancellationToken),
        "code" => await WithCodeAsync(Needed(request.Code, "code"), context, cancellationToken),
        "session" => await WithSessionAsync(context, cancellationToken),
        _ => throw new VaultException(VaultError.Invalid, "The grant is service, api-key, code, session or exchange."),
    };

    /// <summary>Ends the session that the request shows.</summary>
    public async Task OutAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (SessionCookie.Read(context) is { } session && sessions is not null)
            await sessions.EndAsync(session, cancellationToken);
        SessionCookie.Clear(context);
    }

    private async Task<Caller?> WithCodeAsync(string shown, HttpContext context, CancellationToken cancellationToken)
    {
        if (!code.IsRight(shown) || await Known(sessions).BeginWithCodeAsync(shown, cancellationToken) is not { } begun)
            return null;
        SessionCookie.Write(context, begun.Session);
        return Caller.Of(begun.User);
    }

    private async Task<Caller?> WithKeyAsync(string key, string audience, bool begins, HttpContext context, CancellationToken cancellationToken)
    {
        // A session counts here.
        if (await Known(keys).FindAsync(key, begins ? AccessTokens.Engine : audience, cancellationToken) is not { } user)
            return null;
        if (begins)
            SessionCookie.Write(context, await Known(sessions).BeginAsync(user, "an API key", cancellationToken));
        return Caller.Of(user);
    }

    private async Task<Caller?> WithSessionAsync(HttpContext context, CancellationToken cancellationToken) =>
        SessionCookie.Read(context) is { } session ? Of(await Known(sessions).FindAsync(session, cancellationToken)) : null;

    private static Caller? Of(UserAccount? user) => user is null ? null : Caller.Of(user);

    private static string Needed(string? text, string name) =>
        text is { Length: > 0 } ? text : throw new VaultException(VaultError.Invalid, $"With this grant, {name} has to be given.");

    private static T Known<T>(T? store) where T : class =>
        store ?? throw new VaultException(VaultError.Invalid, "This engine has no database and so knows no people: sign in to the hosted one.");
}
