using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>Breaches that were declared: declared here, looked at here, and told here what people did; <see cref="IncidentRunner"/> does the rest.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="planner">Finds out what is to be done.</param>
/// <param name="catalog">The tiers of secrets.</param>
/// <param name="changes">Puts on record who declared and did what.</param>
/// <param name="time">The clock.</param>
public sealed class IncidentStore(VaultDatabase database, IncidentPlanner planner, RotationCatalog catalog, AccessChanges changes, TimeProvider time)
{
    /// <summary>The most characters of a reason, and of what a person says of an action: 2,000.</summary>
    public const int MaxText = 2000;

    private const string Declare = """
        INSERT INTO devflow.incidents (id, scope, subject, reason, declared_by, declared_at) VALUES (@id, @Scope, @Subject, @reason, @by, @now)
        ON CONFLICT (scope, subject) WHERE closed_at IS NULL DO NOTHING
        """;

    private const string Plan = """
        INSERT INTO devflow.incident_actions (id, incident, number, phase, kind, subject, detail, state) VALUES (@Id, @Incident, @Number, @Phase, @Kind, @Subject, @Detail, @State)
        """;

    private const string Finish = """
        UPDATE devflow.incident_actions SET state = 'done', ended_at = @now, ended_by = @by, result = @note, not_before = NULL WHERE incident = @incident AND number = @number AND state = 'person'
        """;

    /// <summary>Declares a breach. What is to be done is found out, and kept, with it; the first of it is done by whichever engine comes by first.</summary>
    /// <param name="identity">Who declares: an administrator.</param>
    /// <param name="scope">One of <see cref="IncidentScopes"/>.</param>
    /// <param name="subject">As of <see cref="IncidentPlanner.PlanAsync"/>.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Gives up; whether it was declared is then open.</param>
    /// <exception cref="VaultException">As of the plan; or the same is declared already and open (<see cref="VaultError.Conflict"/>).</exception>
    public async Task<IncidentRecord> DeclareAsync(VaultIdentity identity, string scope, string subject, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        Check(reason, "A reason");
        // A run proves the value in force itself, and what it cannot rotate falls to people then: the breach is declared whoever does not answer.
        var plan = await planner.MakeAsync(identity, scope, subject, isProving: false, cancellationToken);
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await database.RunAsync(
            identity,
            async (connection, token) =>
            {
                var values = new { id, plan.Scope, plan.Subject, reason, by = identity.Principal, now = now.UtcDateTime };
                if (await connection.ExecuteAsync(new CommandDefinition(Declare, values, cancellationToken: token)) == 0)
                {
                    var open = await connection.ExecuteScalarAsync<Guid?>(new CommandDefinition(
                        "SELECT id FROM devflow.incidents WHERE scope = @Scope AND subject = @Subject AND closed_at IS NULL", values, cancellationToken: token));
                    throw new VaultException(VaultError.Conflict, $"A breach of {plan.Subject} is declared already, and open: incident {open}.");
                }

                var rows = plan.Actions.Select((action, index) => new
                {
                    Id = Guid.CreateVersion7(now),
                    Incident = id,
                    Number = index + 1,
                    action.Phase,
                    action.Kind,
                    action.Subject,
                    action.Detail,
                    State = action.IsForPerson ? IncidentActionStates.Person : IncidentActionStates.Planned,
                });
                await connection.ExecuteAsync(new CommandDefinition(Plan, rows, cancellationToken: token));
                await IncidentRows.TellAsync(connection, id, action: null, identity, $"declared a breach of {plan.Scope} {plan.Subject}: {plan.Actions.Count} actions, of them for people {plan.Actions.Count(action => action.IsForPerson)}", now, token);
                await changes.WrittenAsync(identity, SecretTier.System, $"incident {id} {plan.Scope} {plan.Subject}", token);
            },
            cancellationToken);
        return await GetAsync(identity, id, cancellationToken);
    }

    /// <summary>The newest.</summary>
    /// <param name="identity">Who asks; whoever does not administer finds none.</param>
    /// <param name="isOpen">Whether only those that are open.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task<IReadOnlyList<Incident>> ListAsync(VaultIdentity identity, bool isOpen, int count, CancellationToken cancellationToken) => database.RunAsync(
        identity, (connection, token) => IncidentRows.ListAsync(connection, id: null, isOpen, count, token), cancellationToken);

    /// <summary>One, with all that was done.</summary>
    /// <param name="identity">Who asks: an administrator.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">There is none that the caller may see, or the database is away.</exception>
    public Task<IncidentRecord> GetAsync(VaultIdentity identity, Guid id, CancellationToken cancellationToken) => database.RunAsync(
        identity,
        async (connection, token) =>
        {
            var incident = await IncidentRows.ListAsync(connection, id, isOpen: false, 1, token) is [var found] ? found : throw NotFound(id);
            return await IncidentRows.RecordAsync(connection, incident, token);
        },
        cancellationToken);

    /// <summary>Says that a person has done what was left to people. Readers of a secret that was replaced so are told to forget their copies.</summary>
    /// <param name="identity">Who did it: an administrator.</param>
    /// <param name="id">The incident.</param>
    /// <param name="number">The action's number.</param>
    /// <param name="note">What was done, in the person's words.</param>
    /// <param name="cancellationToken">Gives up; whether it is on record is then open.</param>
    /// <exception cref="VaultException">There is none, or it is none for people, or done already (<see cref="VaultError.Conflict"/>).</exception>
    public async Task<IncidentRecord> FinishAsync(VaultIdentity identity, Guid id, int number, string note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        Check(note, "What was done");
        if (!identity.IsAdmin)
            throw new VaultException(VaultError.Forbidden, "Only an administrator of the platform says what was done about a breach.");
        var now = time.GetUtcNow();
        await database.RunAsync(
            identity,
            async (connection, token) =>
            {
                var values = new { incident = id, number, note, by = identity.Principal, now = now.UtcDateTime };
                var isFinished = await connection.ExecuteAsync(new CommandDefinition(Finish, values, cancellationToken: token)) > 0;
                var action = await IncidentRows.FindAsync(connection, id, number, token) ?? throw new VaultException(VaultError.NotFound, $"There is no action {number} of incident {id}.");
                if (!isFinished)
                    throw new VaultException(VaultError.Conflict, $"Action {number} is {action.State}: {(action.IsOpen ? "the engine is to do it, and has not given up" : "there is nothing to do")}.");
                await IncidentRows.TellAsync(connection, id, action.Id, identity, $"done by hand: {note}", now, token);
                await changes.WrittenAsync(identity, SecretTier.System, $"incident {id} action {number} {action.Kind} {action.Subject}", token);
                // Last: every other announcement waits from here to the end of the transaction.
                if (CacheWork.IsOfSecret(action))
                    await Announcements.AddAsync(connection, CacheWork.AnnouncementOf(catalog, action.Subject), token);
            },
            cancellationToken);
        return await GetAsync(identity, id, cancellationToken);
    }

    /// <summary>All that is known of an incident now, in a transaction of who works on it.</summary>
    /// <param name="connection">A connection in a transaction of <see cref="VaultDatabase.RunAsync{T}"/>.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<IncidentRecord> RecordAsync(NpgsqlConnection connection, Incident incident, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(incident);
        return IncidentRows.RecordAsync(connection, incident, cancellationToken);
    }

    private static void Check(string text, string what)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxText)
            throw new VaultException(VaultError.Invalid, $"{what} is told in 1 to {MaxText} characters.");
    }

    private static VaultException NotFound(Guid id) => new(VaultError.NotFound, $"There is no incident {id}.");
}
