using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>What is known to who does an action.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Action">The action.</param>
/// <param name="All">All actions of the incident.</param>
/// <param name="Connection">In the transaction in which the action moves on: what is done by it is done exactly when that is committed.</param>
/// <param name="Now">The time.</param>
public sealed record IncidentContext(Incident Incident, IncidentAction Action, IReadOnlyList<IncidentAction> All, NpgsqlConnection Connection, DateTimeOffset Now);
