using System.Security.Claims;
using DevFlow.Secrets;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>
/// Gives one that works for others a token to do so in their name (in the spirit of RFC 8693), so that it is not its own rights that their wishes are carried out
/// with. The token opens only what <see cref="OpenToActors"/> lets, no value among it, and lasts no longer than the one that it was given for.
/// </summary>
internal sealed class TokenExchange(Credentials credentials, AccessTokens tokens, SecretsWorkspace workspace, TimeProvider time)
{
    public const string Grant = "exchange";

    // Whoever works for others and shows a token of its own. What they show it is for it.
    private const string Gateway = "mcp-gateway";
    private const string GatewayPrincipal = $"service:{Gateway}";

    // Long enough for the calls that one wish needs.
    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(2);

    /// <returns>Null when what was shown of the other does not count.</returns>
    /// <exception cref="VaultException">The caller acts for nobody, or the exchange cannot be put on record.</exception>
    public async Task<AccessToken?> ForAsync(string? shown, string audience, HttpContext context, CancellationToken cancellationToken)
    {
        var actor = context.User.FindFirstValue(CallerExtensions.SubjectClaim);
        if (shown is not { Length: > 0 })
            throw new VaultException(VaultError.Invalid, "With this grant, token has to be given: that of the one to act for.");
        // One that acts for somebody has nobody act for it: what was exchanged is not exchanged again.
        if (actor is null || await credentials.VerifyAsync(shown, Gateway, cancellationToken) is not { } subject || subject.HasClaim(claim => claim.Type is CallerExtensions.ActorClaim))
        {
            Denied.Mark(context);
            return null;
        }

        var principal = subject.FindFirst(CallerExtensions.SubjectClaim)!.Value;
        // A gateway in front of a hosted engine shows the key of a person, and may act for that person alone.
        if (actor is not GatewayPrincipal && actor != principal)
            throw new VaultException(VaultError.Forbidden, $"Only {Gateway} acts for others.");
        await workspace.RecordAsync(
            new SecretAccess { Key = $"api:act-for:{audience}:{actor}", Tier = SecretTier.System, Source = SecretSourceNames.Vault, Outcome = SecretOutcomes.Hit, User = principal },
            cancellationToken);
        return await tokens.IssueAsync(principal, subject.FindFirst(CallerExtensions.RoleClaim)!.Value, audience, GatewayPrincipal, LifetimeOf(subject), cancellationToken);
    }

    private TimeSpan LifetimeOf(ClaimsIdentity subject)
    {
        if (!long.TryParse(subject.FindFirst("exp")?.Value, out var seconds))
            return _lifetime;
        var left = DateTimeOffset.FromUnixTimeSeconds(seconds) - time.GetUtcNow();
        // One that has run out within the skew of clocks still counts, and gives one that counts as little longer.
        return left < _lifetime ? TimeSpan.FromSeconds(Math.Max(1, left.TotalSeconds)) : _lifetime;
    }
}
