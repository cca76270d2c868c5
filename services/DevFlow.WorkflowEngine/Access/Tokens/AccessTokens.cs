using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>Issues access tokens and verifies them: JWTs (RFC 7519) by HS256, each for one service.</summary>
internal sealed class AccessTokens(TokenKeys keys, TimeProvider time)
{
    public const string Issuer = "devflow";

    /// <summary>The audience of this service.</summary>
    public const string Engine = "workflow-engine";

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = 8 * 1024, SetDefaultTimesOnTokenCreation = false };

    public static IReadOnlyList<string> Audiences { get; } = [Engine, "mcp-gateway", "knowledge-hub"];

    /// <param name="principal"><c>user:&lt;id&gt;</c> or <c>service:&lt;name&gt;</c>.</param>
    /// <param name="role"><c>member</c>, <c>admin</c> or <c>service</c>.</param>
    /// <param name="audience">The service that it is for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<AccessToken> IssueAsync(string principal, string role, string audience, CancellationToken cancellationToken) =>
        IssueAsync(principal, role, audience, actor: null, Lifetime, cancellationToken);

    /// <param name="principal">For whom it is.</param>
    /// <param name="role">That one's role.</param>
    /// <param name="audience">The service that it is for.</param>
    /// <param name="actor">The principal that acts for the other; null for none.</param>
    /// <param name="lifetime">How long it counts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<AccessToken> IssueAsync(string principal, string role, string audience, string? actor, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [CallerExtensions.SubjectClaim] = principal,
            [CallerExtensions.RoleClaim] = role,
            [JwtRegisteredClaimNames.Jti] = $"{Guid.NewGuid():N}",
        };
        if (actor is not null)
            claims[CallerExtensions.ActorClaim] = new Dictionary<string, object>(StringComparer.Ordinal) { [CallerExtensions.SubjectClaim] = actor };
        var token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + lifetime).UtcDateTime,
            Claims = claims,
            SigningCredentials = new(await keys.SigningAsync(cancellationToken), SecurityAlgorithms.HmacSha256),
        });
        return new(new(token), now + lifetime, lifetime);
    }

    /// <summary>What a token says; null when it is none of ours for this audience, or not valid now.</summary>
    public async ValueTask<ClaimsIdentity?> VerifyAsync(string token, string audience, CancellationToken cancellationToken)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            // Neither the token's own word for its algorithm counts (none, RS256 with our key as a public one), nor anything but HS256.
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidIssuer = Issuer,
            ValidAudience = audience,
            IssuerSigningKeys = await keys.VerifyingAsync(cancellationToken),
            LifetimeValidator = (notBefore, expires, _, _) => IsNow(notBefore, expires),
            NameClaimType = CallerExtensions.SubjectClaim,
            RoleClaimType = CallerExtensions.RoleClaim,
        });
        return result.IsValid ? result.ClaimsIdentity : null;
    }

    private bool IsNow(DateTime? notBefore, DateTime? expires)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return notBefore is { } from && expires is { } to && from - ClockSkew <= now && now < to + ClockSkew;
    }
}
