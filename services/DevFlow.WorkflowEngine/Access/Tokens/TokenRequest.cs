namespace DevFlow.WorkflowEngine.Access;

/// <summary>Asks for a token.</summary>
/// <param name="Grant">
/// <c>service</c> (with service and key), <c>api-key</c> (with key), <c>code</c> (with code), <c>session</c> (with its cookie), or <c>exchange</c> (with the token of
/// the one to act for, and signed in as the one that acts).
/// </param>
/// <param name="Audience">The service that the token is for; workflow-engine when nothing is said.</param>
/// <param name="Service">The name of the service.</param>
/// <param name="Key">The service's credential, or a person's key.</param>
/// <param name="Code">The one-time code of the link printed at start.</param>
/// <param name="Session">With a person's key: whether the browser is to stay signed in. A code always begins a session.</param>
/// <param name="Token">The token, or key, of the one to act for.</param>
internal sealed record TokenRequest(string? Grant, string? Audience, string? Service, string? Key, string? Code, bool? Session = null, string? Token = null)
{
    // Four of these are secrets.
    public override string ToString() => nameof(TokenRequest);
}
