using DevFlow.WorkflowEngine.Api;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>An access token (RFC 6749, section 5.1, in the writing of this API).</summary>
/// <param name="Token">The token, for <c>Authorization: Bearer</c>.</param>
/// <param name="TokenType">Always Bearer.</param>
/// <param name="ExpiresAt">When it has run out.</param>
/// <param name="ExpiresIn">In how many seconds that is.</param>
internal sealed record TokenAnswer(HandedOut Token, string TokenType, DateTimeOffset ExpiresAt, int ExpiresIn)
{
    public static TokenAnswer Of(AccessToken token) => new(token.Token, BearerHandler.Name, token.ExpiresAt, (int)token.Lifetime.TotalSeconds);
}
