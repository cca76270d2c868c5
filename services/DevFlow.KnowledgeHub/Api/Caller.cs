using System.Security.Claims;
using DevFlow.KnowledgeHub.Documents;

namespace DevFlow.KnowledgeHub.Api;

/// <summary>Who calls, as the Workflow Engine said.</summary>
/// <param name="Principal"><c>user:&lt;id&gt;</c> or <c>service:&lt;name&gt;</c>.</param>
/// <param name="IsAdmin">Whether it is an administrator.</param>
internal sealed record Caller(string Principal, bool IsAdmin)
{
    public static Caller Of(ClaimsPrincipal user) => new(
        user.FindFirst("sub")?.Value ?? throw new InvalidOperationException("Nobody is signed in: the endpoint has no authorization."),
        user.IsInRole("admin"));

    /// <summary>As <see cref="Of"/>, for what an agent in somebody's name does not do: what it may is to search and to read.</summary>
    /// <exception cref="HubException">Somebody acts for the caller (the claim <c>act</c>).</exception>
    public static Caller InPerson(ClaimsPrincipal user) => user.HasClaim(claim => claim.Type is "act")
        ? throw HubException.Forbidden("An agent searches and reads documents; bringing them in and taking them away is the person's own to do.")
        : Of(user);

    /// <summary>Whether it may replace, rename or take away a document: who brought it in, and administrators.</summary>
    public bool MayChange(Document document) => IsAdmin || document.By == Principal;
}
