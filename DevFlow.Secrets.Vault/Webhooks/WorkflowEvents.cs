using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>What webhooks have told, kept until somebody has worked on it. Administrators and services see it.</summary>
/// <param name="database">Where it is kept.</param>
/// <param name="changes">Puts on record who took, claimed and finished what.</param>
public sealed class WorkflowEvents(VaultDatabase database, AccessChanges changes)
{
    /// <summary>The channel of PostgreSQL's LISTEN on which the id of each new event is told.</summary>
    public const string Channel = "devflow_events";

    /// <summary>The most events of a page, and of a claim.</summary>
    public const int MaxPage = 200;

    /// <summary>How long events are kept: 30 days. They hold what people wrote elsewhere.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>How long it is known that something was delivered: 400 days, longer than a secret that signs ought to live.</summary>
    public static readonly TimeSpan KeptDeliveries = TimeSpan.FromDays(400);

    /// <summary>Who takes what comes to the engine itself.</summary>
    public static readonly VaultIdentity Webhooks = VaultIdentity.Maintenance("webhooks");

    // Who sends the same at the same time waits here for the first.
    private const string Remember = "INSERT INTO devflow.webhook_deliveries (source, delivery, digest) VALUES (@Source, @Id, @Digest) ON CONFLICT DO NOTHING";

    private const string IsRepeated = "SELECT EXISTS (SELECT FROM devflow.webhook_deliveries WHERE source = @Source AND delivery = @Id AND digest = @Digest)";

    private const string Add = """
        WITH added AS (
            INSERT INTO devflow.workflow_events (source, type, action, delivery, payload, taken_by) VALUES (@Source, @Type, @Action, @Id, @Payload, devflow.principal()) RETURNING id)
        SELECT id, pg_notify('devflow_events', id::text) FROM added
        """;

    private const string List = $"""
        SELECT {WorkflowEventRow.Columns}, NULL::text AS "Payload" FROM devflow.workflow_events e
        WHERE (@before::bigint IS NULL OR id < @before) AND (@source::text IS NULL OR source = @source) AND (@type::text IS NULL OR type = @type) AND (@state::text IS NULL OR state = @state)
        ORDER BY id DESC LIMIT @limit
        """;

    private const string Get = $"""SELECT {WorkflowEventRow.Columns}, e.payload AS "Payload" FROM devflow.workflow_events e WHERE id = @id""";

    private const string Claim = $"""
        WITH next AS (
            SELECT id FROM devflow.workflow_events
            WHERE (state = 'new' OR (state = 'claimed' AND claimed_until < now())) AND (@source::text IS NULL OR source = @source) AND (@types::text[] IS NULL OR type = ANY (@types))
            ORDER BY id LIMIT @count FOR UPDATE SKIP LOCKED)
        UPDATE devflow.workflow_events e
        SET state = 'claimed', claimed_by = devflow.principal(), claimed_until = now() + make_interval(secs => @seconds), attempts = attempts + 1
        FROM next WHERE e.id = next.id RETURNING {WorkflowEventRow.Columns}, e.payload AS "Payload"
        """;

    private const string Finish = """
        UPDATE devflow.workflow_events SET state = 'done', claimed_until = NULL, done_at = now()
        WHERE id = @id AND state = 'claimed' AND claimed_by = devflow.principal() AND attempts = @attempt
        """;

    /// <summary>Takes a delivery, once.</summary>
    /// <param name="identity">Who takes it.</param>
    /// <param name="delivery">It.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away, or the identity may not.</exception>
    public Task<DeliveryOutcome> TakeAsync(VaultIdentity identity, WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return database.RunAsync(identity, TakeAsync, cancellationToken);

        async Task<DeliveryOutcome> TakeAsync(NpgsqlConnection connection, CancellationToken token)
        {
            var values = new { delivery.Source, delivery.Id, delivery.Type, delivery.Action, delivery.Payload, delivery.Digest };
            if (await connection.ExecuteAsync(new CommandDefinition(Remember, values, cancellationToken: token)) == 0)
            {
                return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(IsRepeated, values, cancellationToken: token))
                    ? DeliveryOutcome.Repeated
                    : DeliveryOutcome.Replayed;
            }

            var id = await connection.ExecuteScalarAsync<long>(new CommandDefinition(Add, values, cancellationToken: token));
            await changes.WrittenAsync(identity, SecretTier.System, $"events/{id} {delivery.Source}", token);
            return DeliveryOutcome.Taken;
        }
    }

    /// <summary>Events, newest first, without their payloads.</summary>
    /// <param name="identity">Who asks.</param>
    /// <param name="filter">Which are wanted.</param>
    /// <param name="before">Only older ones than this id; null for the newest.</param>
    /// <param name="limit">How many at most, 1 to <see cref="MaxPage"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The limit is wrong, or the database is away.</exception>
    public async Task<IReadOnlyList<WorkflowEvent>> ListAsync(VaultIdentity identity, WorkflowEventFilter filter, long? before, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (limit is < 1 or > MaxPage)
            throw new VaultException(VaultError.Invalid, $"'limit' is 1 to {MaxPage}.");
        var values = new { before, source = filter.Source, type = filter.Type, state = filter.State, limit };
        return await RowsAsync(identity, List, values, changed: null, cancellationToken);
    }

    /// <summary>An event with its payload.</summary>
    /// <param name="identity">Who asks.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">There is none, or the database is away.</exception>
    public async Task<WorkflowEvent> GetAsync(VaultIdentity identity, long id, CancellationToken cancellationToken) =>
        (await RowsAsync(identity, Get, new { id }, changed: null, cancellationToken)) is [var only] ? only : throw NotFound(id);

    /// <summary>Claims the oldest events that nobody works on, for a time in which nobody else is given them.</summary>
    /// <param name="identity">Who will work on them.</param>
    /// <param name="source">Only of this source; null for all.</param>
    /// <param name="types">Only of these types; null for all.</param>
    /// <param name="count">How many at most, 1 to <see cref="MaxPage"/>.</param>
    /// <param name="time">For how long, 1 second to 1 hour.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">Something given is wrong, or the database is away.</exception>
    public async Task<IReadOnlyList<WorkflowEvent>> ClaimAsync(
        VaultIdentity identity, string? source, IReadOnlyList<string>? types, int count, TimeSpan time, CancellationToken cancellationToken)
    {
        if (count is < 1 or > MaxPage)
            throw new VaultException(VaultError.Invalid, $"'count' is 1 to {MaxPage}.");
        if (time < TimeSpan.FromSeconds(1) || time > TimeSpan.FromHours(1))
            throw new VaultException(VaultError.Invalid, "'seconds' is 1 to 3600.");
        var values = new { source, types = types?.ToArray(), count, seconds = time.TotalSeconds };
        return [.. (await RowsAsync(identity, Claim, values, "events claimed", cancellationToken)).OrderBy(claimed => claimed.Id)];
    }

    /// <summary>Says that an event is worked on to its end.</summary>
    /// <param name="identity">Who claimed it.</param>
    /// <param name="id">Its id.</param>
    /// <param name="attempt"><see cref="WorkflowEvent.Attempts"/> of the claim: who was overtaken, by a worker of the same name too, finishes nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">There is none, the claim is another's by now, or the database is away.</exception>
    public async Task FinishAsync(VaultIdentity identity, long id, int attempt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        var isFinished = await database.RunAsync(
            identity,
            async (connection, token) =>
            {
                if (await connection.ExecuteAsync(new CommandDefinition(Finish, new { id, attempt }, cancellationToken: token)) == 0)
                    return false;
                await changes.WrittenAsync(identity, SecretTier.System, $"events/{id} done", token);
                return true;
            },
            cancellationToken);
        if (isFinished)
            return;
        // Said again, since the answer to the first was lost.
        var known = await GetAsync(identity, id, cancellationToken);
        if (known.State is not "done" || known.ClaimedBy != identity.Principal || known.Attempts != attempt)
            throw new VaultException(VaultError.Conflict, $"Event {id} is not claimed by you with attempt {attempt}: it was never claimed so, or the claim ran out and was another's.");
    }

    /// <summary>Forgets events after <see cref="Kept"/>, and deliveries after <see cref="KeptDeliveries"/>.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many rows.</returns>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task<int> ForgetAsync(CancellationToken cancellationToken) => database.RunAsync(
        Webhooks,
        async (connection, token) =>
            await connection.ExecuteAsync(new CommandDefinition("DELETE FROM devflow.workflow_events WHERE received_at < now() - @Kept", new { Kept }, cancellationToken: token))
            + await connection.ExecuteAsync(new CommandDefinition("DELETE FROM devflow.webhook_deliveries WHERE received_at < now() - @KeptDeliveries", new { KeptDeliveries }, cancellationToken: token)),
        cancellationToken);

    private Task<IReadOnlyList<WorkflowEvent>> RowsAsync(VaultIdentity identity, string sql, object values, string? changed, CancellationToken cancellationToken) =>
        database.RunAsync<IReadOnlyList<WorkflowEvent>>(
            identity,
            async (connection, token) =>
            {
                var rows = (await connection.QueryAsync<WorkflowEvent>(new CommandDefinition(sql, values, cancellationToken: token))).AsList();
                if (changed is not null && rows.Count > 0)
                    await changes.WrittenAsync(identity, SecretTier.System, changed, token);
                return [.. rows];
            },
            cancellationToken);

    private static VaultException NotFound(long id) => new(VaultError.NotFound, $"There is no event {id}.");
}
