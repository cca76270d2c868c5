using Microsoft.AspNetCore.Authorization;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>The caller administers the platform now: a token says who did when it was issued.</summary>
internal sealed class StillAdmin : IAuthorizationRequirement;
