using System.Security.Claims;
using System.Text.Json;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Access;

internal static class CallerExtensions
{
    /// <summary>The principal, as <see cref="VaultIdentity.Principal"/> writes it: <c>user:&lt;id&gt;</c> or <c>service:&lt;name&gt;</c>.</summary>
    public const string SubjectClaim = "sub";

    /// <summary><c>member</c>, <c>admin</c> or <c>service</c>.</summary>
    public const string RoleClaim = "role";

    /// <summary>Who acts for the subject (RFC 8693, section 4.1): of a token that was exchanged.</summary>
    public const string ActorClaim = "act";

    /// <summary>Whether somebody acts for the one in whose name this is asked.</summary>
    public static bool IsActedFor(this ClaimsPrincipal caller) => caller.HasClaim(claim => claim.Type is ActorClaim);

    /// <summary>The principal of who acts for the subject; null when nobody does.</summary>
    public static string? ActorOf(this ClaimsIdentity identity)
    {
        if (identity.FindFirst(ActorClaim)?.Value is not { } actor)
            return null;
        using var document = JsonDocument.Parse(actor);
        return document.RootElement.GetProperty(SubjectClaim).GetString();
    }

    /// <summary>For whom a request works in the vault.</summary>
    /// <exception cref="InvalidOperationException">The endpoint was reached by nobody, so it lacks a policy.</exception>
    public static VaultIdentity Identity(this ClaimsPrincipal caller) => caller.FindFirstValue(SubjectClaim)?.Split(':', 2) switch
    {
        ["user", var id] when Guid.TryParse(id, out var user) => VaultIdentity.OfUser(user, caller.HasClaim(RoleClaim, UserRoles.Admin)),
        ["service", { Length: > 0 } name] => VaultIdentity.OfService(name),
        _ => throw new InvalidOperationException("Nobody is signed in; the endpoint requires no policy."),
    };

    /// <summary>What a token of this person would say.</summary>
    public static ClaimsIdentity ToClaims(this UserAccount user) => Caller.Of(user).ToClaims();

    /// <summary>What a token of this caller would say.</summary>
    public static ClaimsIdentity ToClaims(this Caller caller) => new(
        [
            new(SubjectClaim, caller.Principal), new(RoleClaim, caller.Role),
            .. caller.Actor is { } actor ? [new Claim(ActorClaim, JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { [SubjectClaim] = actor }))] : Array.Empty<Claim>(),
        ],
        BearerHandler.Name, SubjectClaim, RoleClaim);
}
