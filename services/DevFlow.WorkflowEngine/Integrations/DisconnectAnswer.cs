namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>That an account is not connected any more.</summary>
/// <param name="Provider">Where it was.</param>
/// <param name="Revoked">Whether the provider says that what it had granted has ended.</param>
/// <param name="Detail">What is left to do where it does not; null where it does.</param>
internal sealed record DisconnectAnswer(string Provider, bool Revoked, string? Detail);
