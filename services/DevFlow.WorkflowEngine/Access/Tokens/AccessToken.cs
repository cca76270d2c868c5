using DevFlow.WorkflowEngine.Api;

namespace DevFlow.WorkflowEngine.Access;

internal sealed record AccessToken(HandedOut Token, DateTimeOffset ExpiresAt, TimeSpan Lifetime);
