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

    /// <summary>Whether it may replace, rename or take away a document: who brought it in, and administrators.</summary>
    public bool MayChange(Document document) => IsAdmin || document.By == Principal;
}
