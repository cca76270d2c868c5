namespace DevFlow.WorkflowEngine.Access;

internal sealed record AccessToken(string Token, DateTimeOffset ExpiresAt, TimeSpan Lifetime)
{
    // A log may be given one by mistake.
    public override string ToString() => $"a token until {ExpiresAt:O}";
}
