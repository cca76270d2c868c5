using System.Security.Claims;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Hosted;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>Who shows a bearer credential: a token, or a person's key. An engine without a database knows no people, and asks the hosted one.</summary>
internal sealed class Credentials(AccessTokens tokens, ApiKeys? keys = null, Sessions? sessions = null, HostedPeople? hosted = null)
{
    /// <summary>Whose session it is; null when it does not count.</summary>
    public async ValueTask<ClaimsIdentity?> OfSessionAsync(string session, CancellationToken cancellationToken) =>
        sessions is not null && await sessions.FindAsync(session, cancellationToken) is { } user ? user.ToClaims() : null;

    /// <summary>Whether it is a session that has run out by itself: its browser has done nothing wrong.</summary>
    public async ValueTask<bool> HasRunOutAsync(string session, CancellationToken cancellationToken) => sessions is not null && await sessions.HasRunOutAsync(session, cancellationToken);

    /// <summary>Who somebody is who shows nothing, where nothing has to be shown.</summary>
    public async ValueTask<ClaimsIdentity?> OfLocalAdministratorAsync(CancellationToken cancellationToken) =>
        sessions is null ? null : (await sessions.LocalAdministratorAsync(cancellationToken)).ToClaims();

    /// <summary>Who it is; null when it does not count for this audience. A key counts for each, unless it was issued for one.</summary>
    public async ValueTask<ClaimsIdentity?> VerifyAsync(string credential, string audience, CancellationToken cancellationToken)
    {
        if (!credential.StartsWith(ApiKeys.Prefix, StringComparison.Ordinal) && await tokens.VerifyAsync(credential, audience, cancellationToken) is { } identity)
            return identity;
        if (hosted is not null)
            return (await hosted.FindAsync(credential, cancellationToken))?.ToClaims();
        return keys is not null && await keys.FindAsync(credential, audience, cancellationToken) is { } user ? user.ToClaims() : null;
    }
}
