using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Api;

namespace DevFlow.WorkflowEngine.Leases;

/// <summary>A lease with what to connect with, this once.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Host">Where the database is.</param>
/// <param name="Port">Its port.</param>
/// <param name="Database">Its name.</param>
/// <param name="User">The login.</param>
/// <param name="Password">Its password. Nobody can be told it again.</param>
/// <param name="Url">All that in one, for <c>DATABASE_URL</c>.</param>
internal sealed record LeaseCredentials(Lease Lease, string Host, int Port, string Database, string User, HandedOut Password, HandedOut Url);
