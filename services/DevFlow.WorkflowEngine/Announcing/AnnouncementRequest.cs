namespace DevFlow.WorkflowEngine.Announcing;

/// <summary>What somebody says of a secret that was changed elsewhere.</summary>
/// <param name="LeastVersion">The least version of the 1Password item that may be believed; a Connect server that lags has older ones.</param>
/// <param name="Revoked">Whether the old value must not be used any more.</param>
internal sealed record AnnouncementRequest(int? LeastVersion = null, bool Revoked = false);
