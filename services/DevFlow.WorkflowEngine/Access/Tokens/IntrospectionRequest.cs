namespace DevFlow.WorkflowEngine.Access;

/// <summary>Asks whose a token is (RFC 7662).</summary>
/// <param name="Token">The token, or a person's key.</param>
/// <param name="Audience">The service that it has to be for; that of a service which asks is known.</param>
internal sealed record IntrospectionRequest(string? Token, string? Audience)
{
    public override string ToString() => nameof(IntrospectionRequest);
}
