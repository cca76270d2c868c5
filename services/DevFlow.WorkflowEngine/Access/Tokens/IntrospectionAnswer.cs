using System.Security.Claims;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>Whose a token is (RFC 7662, section 2.2).</summary>
/// <param name="Active">Whether it counts.</param>
/// <param name="Sub">Whose it is.</param>
/// <param name="Role">In which role.</param>
/// <param name="Exp">When it has run out, in seconds since 1970. A person's key has none: it may be revoked at any moment, so ask again.</param>
/// <param name="Act">Who acts for that one (RFC 8693, section 4.4); null for nobody.</param>
internal sealed record IntrospectionAnswer(bool Active, string? Sub, string? Role, long? Exp, IntrospectedActor? Act)
{
    public static IntrospectionAnswer Inactive { get; } = new(Active: false, Sub: null, Role: null, Exp: null, Act: null);

    public static IntrospectionAnswer Of(ClaimsIdentity identity) => new(
        Active: true, identity.FindFirst(CallerExtensions.SubjectClaim)?.Value, identity.FindFirst(CallerExtensions.RoleClaim)?.Value,
        long.TryParse(identity.FindFirst("exp")?.Value, out var seconds) ? seconds : null,
        identity.ActorOf() is { } actor ? new(actor) : null);
}
