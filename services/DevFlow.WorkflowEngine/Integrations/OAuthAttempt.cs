namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>That somebody was sent to a provider, until he comes back.</summary>
/// <param name="Provider">To which.</param>
/// <param name="User">Who connects an account; null when somebody signs in.</param>
/// <param name="State">What comes back with him, once.</param>
/// <param name="ReturnTo">Where he goes on.</param>
/// <param name="ExpiresAt">Until when he has to be back.</param>
internal sealed record OAuthAttempt(string Provider, Guid? User, string State, string ReturnTo, DateTimeOffset ExpiresAt)
{
    /// <summary>When it began.</summary>
    public DateTimeOffset BeganAt() => ExpiresAt - OAuthAttempts.Lifetime;

    // With the state, somebody else could try to come back.
    public override string ToString() => $"{(User is null ? "signing in with" : "connecting")} {Provider}";
}
