using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>The rows of incidents, as those who declare them and those who act read and write them.</summary>
internal static class IncidentRows
{
    private const string List = """
        SELECT i.id, i.scope, i.subject, i.reason, i.declared_by, i.declared_at, i.closed_at,
            (SELECT count(*)::int FROM devflow.incident_actions a WHERE a.incident = i.id AND a.ended_at IS NULL),
            (SELECT count(*)::int FROM devflow.incident_actions a WHERE a.incident = i.id AND a.state = 'person')
        FROM devflow.incidents i WHERE (@id::uuid IS NULL OR i.id = @id) AND (NOT @isOpen OR i.closed_at IS NULL) ORDER BY i.declared_at DESC, i.id DESC LIMIT @count
        """;

    private const string Actions = $"SELECT {IncidentActionRow.Columns} FROM devflow.incident_actions a WHERE a.incident = @incident ORDER BY a.number";

    private const string Timeline = """
        SELECT e.at, e.actor, a.number, e.what FROM devflow.incident_events e LEFT JOIN devflow.incident_actions a ON a.id = e.action WHERE e.incident = @incident ORDER BY e.id
        """;

    private const string Names = "SELECT 'user:' || id, name FROM devflow.users WHERE erased_at IS NULL AND 'user:' || id = ANY (@principals)";

    private const string Tell = "INSERT INTO devflow.incident_events (incident, at, actor, action, what) VALUES (@incident, @now, @actor, @action, @what)";

    public static async Task<IReadOnlyList<Incident>> ListAsync(NpgsqlConnection connection, Guid? id, bool isOpen, int count, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<(Guid Id, string Scope, string Subject, string Reason, string By, DateTimeOffset At, DateTimeOffset? ClosedAt, int Open, int ForPeople)>(
            new CommandDefinition(List, new { id, isOpen, count }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => new Incident(row.Id, row.Scope, row.Subject, row.Reason, row.By, row.At, row.ClosedAt, row.Open, row.ForPeople))];
    }

    public static async Task<IReadOnlyList<IncidentAction>> ActionsAsync(NpgsqlConnection connection, Guid incident, CancellationToken cancellationToken) =>
        [.. await connection.QueryAsync<IncidentAction>(new CommandDefinition(Actions, new { incident }, cancellationToken: cancellationToken))];

    public static async Task<IncidentAction?> FindAsync(NpgsqlConnection connection, Guid incident, int number, CancellationToken cancellationToken) =>
        (await ActionsAsync(connection, incident, cancellationToken)).FirstOrDefault(action => action.Number == number);

    public static async Task<IncidentRecord> RecordAsync(NpgsqlConnection connection, Incident incident, CancellationToken cancellationToken)
    {
        var actions = await ActionsAsync(connection, incident.Id, cancellationToken);
        var timeline = (await connection.QueryAsync<(DateTimeOffset At, string Actor, int? Number, string What)>(
            new CommandDefinition(Timeline, new { incident = incident.Id }, cancellationToken: cancellationToken))).Select(row => new IncidentEvent(row.At, row.Actor, row.Number, row.What)).ToList();
        string[] principals = [incident.Subject, incident.DeclaredBy, .. actions.Select(action => action.Subject), .. timeline.Select(one => one.Actor)];
        var names = await connection.QueryAsync<(string Principal, string Name)>(new CommandDefinition(Names, new { principals = principals.Distinct().ToArray() }, cancellationToken: cancellationToken));
        return new(incident, actions, timeline, names.ToDictionary(row => row.Principal, row => row.Name, StringComparer.Ordinal));
    }

    public static Task TellAsync(NpgsqlConnection connection, Guid incident, Guid? action, VaultIdentity actor, string what, DateTimeOffset now, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(Tell, new { incident, action, actor = actor.Principal, what, now = now.UtcDateTime }, cancellationToken: cancellationToken));
}
