using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// Logins of the database on lease. A lease and its login are made in one transaction: roles are transactional in PostgreSQL, so neither is ever there
/// without the other. A lease ends in two, which can be resumed in between: first nobody gets in any more, then sessions are ended, what the login owns
/// goes to its heir, and the login goes. Times are the database's, which is the clock that <c>VALID UNTIL</c> goes by too.
/// </summary>
/// <param name="database">Where they are kept, and which they are logins of.</param>
/// <param name="changes">Puts on record who was given one, and whose was ended, before it counts.</param>
public sealed class LeaseStore(VaultDatabase database, AccessChanges changes)
{
    private const int MaxRequest = 200;

    private const string Open = $"SELECT {LeaseRow.Columns} FROM devflow.open_lease(@id, @profile, @seconds, @verifier)";

    private const string OpenOf = $"SELECT {LeaseRow.Columns} FROM devflow.open_lease_of(@digest, @id, @profile, @seconds, @verifier)";

    private const string Renew = $"SELECT {LeaseRow.Columns} FROM devflow.renew_lease(@id, @seconds)";

    private const string Close = $"SELECT {LeaseRow.Columns} FROM devflow.close_lease(@id)";

    private const string End = $"SELECT {LeaseRow.Columns} FROM devflow.end_lease(@id)";

    private const string List = $"SELECT {LeaseRow.Columns} FROM devflow.leases WHERE @ended OR state <> 'ended' ORDER BY opened_at DESC, id DESC LIMIT 1000";

    private const string ListProfiles = """
        SELECT name "Name", description "Description", default_ttl "DefaultTtl", max_ttl "MaxTtl", max_lifetime "MaxLifetime", per_principal "PerPrincipal", total "Total"
        FROM devflow.lease_profiles ORDER BY name
        """;

    private const string Due = $"SELECT {LeaseRow.Columns} FROM devflow.leases WHERE id IN (SELECT devflow.due_leases()) ORDER BY expires_at";

    private const string Forget = "DELETE FROM devflow.leases WHERE state = 'ended' AND ended_at < now() - interval '90 days'";

    private static readonly VaultIdentity _sweeper = VaultIdentity.Maintenance("leases");

    /// <summary>The profiles that somebody may lease.</summary>
    /// <param name="identity">Who asks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task<IReadOnlyList<LeaseProfile>> ProfilesAsync(VaultIdentity identity, CancellationToken cancellationToken) =>
        database.RunAsync<IReadOnlyList<LeaseProfile>>(
            identity,
            async (connection, token) => [.. await connection.QueryAsync<LeaseProfile>(new CommandDefinition(ListProfiles, cancellationToken: token))],
            cancellationToken);

    /// <summary>Makes a login.</summary>
    /// <param name="identity">For whom.</param>
    /// <param name="profile">The profile's name.</param>
    /// <param name="ttl">For how long, in whole seconds; null for the profile's default.</param>
    /// <param name="verifier">The SCRAM-SHA-256 verifier of its password.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">There is no such profile, it is not this one's to lease, as many as may be are held, or the database is away.</exception>
    public Task<Lease> OpenAsync(VaultIdentity identity, string profile, TimeSpan? ttl, string verifier, CancellationToken cancellationToken) =>
        ChangeAsync(identity, Open, new { id = Guid.CreateVersion7(), profile, seconds = Seconds(ttl), verifier }, cancellationToken);

    /// <summary>Makes a login for a call that may be made again by who has lost its answer: the login of before, whose password nobody has, ends, and another is made.</summary>
    /// <param name="identity">For whom.</param>
    /// <param name="request">What the caller calls the call, 1 to 200 characters; a digest of it is kept with the lease.</param>
    /// <param name="profile">The profile's name; of a call that is made again the same.</param>
    /// <param name="ttl">For how long, in whole seconds; null for the profile's default.</param>
    /// <param name="verifier">The SCRAM-SHA-256 verifier of its password.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The lease, and the one that it replaces; null where it is the first.</returns>
    /// <exception cref="VaultException">As <see cref="OpenAsync(VaultIdentity, string, TimeSpan?, string, CancellationToken)"/>, or the request is none.</exception>
    public async Task<(Lease Lease, Lease? Replaced)> OpenAsync(
        VaultIdentity identity, string request, string profile, TimeSpan? ttl, string verifier, CancellationToken cancellationToken)
    {
        if (request is not { Length: >= 1 and <= MaxRequest } || request.Any(c => c is < '!' or > '~'))
            throw new VaultException(VaultError.Invalid, $"An Idempotency-Key is 1 to {MaxRequest} visible characters of ASCII, such as a UUID.");
        var values = new { digest = SHA256.HashData(Encoding.ASCII.GetBytes(request)), id = Guid.CreateVersion7(), profile, seconds = Seconds(ttl), verifier };
        var (opened, closed) = await database.RunAsync(
            identity,
            async (connection, token) =>
            {
                var all = (await connection.QueryAsync<Lease>(new CommandDefinition(OpenOf, values, cancellationToken: token))).ToList();
                var (lease, before) = (all.Single(one => one.Id == values.id), all.Find(one => one.Id != values.id));
                if (before is not null)
                    await changes.RemovedAsync(identity, SecretTier.System, NameOf(before.Profile, before.Id), token);
                await changes.WrittenAsync(identity, SecretTier.System, NameOf(lease.Profile, lease.Id), token);
                return (lease, before);
            },
            cancellationToken);
        return (opened, closed is null ? null : (await EndAsync(identity, closed, cancellationToken)).Lease);
    }

    /// <summary>Prolongs a lease; it is never made shorter by this.</summary>
    /// <param name="identity">Whose it is.</param>
    /// <param name="id">Its id.</param>
    /// <param name="ttl">From now on, in whole seconds; null for the profile's default.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">There is none of that one, it has ended, or the database is away.</exception>
    public Task<Lease> RenewAsync(VaultIdentity identity, Guid id, TimeSpan? ttl, CancellationToken cancellationToken) =>
        ChangeAsync(identity, Renew, new { id, seconds = Seconds(ttl) }, cancellationToken);

    /// <summary>The leases of the one who asks, the newest first; for an administrator all.</summary>
    /// <param name="identity">Who asks.</param>
    /// <param name="withEnded">Those that have ended too; they are kept for 90 days.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public Task<IReadOnlyList<Lease>> ListAsync(VaultIdentity identity, bool withEnded, CancellationToken cancellationToken) =>
        database.RunAsync<IReadOnlyList<Lease>>(
            identity,
            async (connection, token) => [.. await connection.QueryAsync<Lease>(new CommandDefinition(List, new { ended = withEnded }, cancellationToken: token))],
            cancellationToken);

    /// <summary>Ends a lease. When this returns nobody gets in with it any more; what is in the way of the rest is cleared by the next sweep.</summary>
    /// <param name="identity">Whose it is, or an administrator.</param>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>It, as it is now: ended, or still closing.</returns>
    /// <exception cref="VaultException">There is none, or the database is away.</exception>
    public async Task<Lease> RevokeAsync(VaultIdentity identity, Guid id, CancellationToken cancellationToken)
    {
        var closed = await CloseAsync(identity, id, cancellationToken) ?? throw new VaultException(VaultError.NotFound, $"There is no lease {id}.");
        return (await EndAsync(identity, closed, cancellationToken)).Lease;
    }

    /// <summary>Ends what has expired, what was begun to end, and logins that are of no lease. Several engines may do so at once.</summary>
    /// <param name="cancellationToken">Gives up; what is left over is the next sweep's.</param>
    /// <exception cref="VaultException">The database is away.</exception>
    public async Task<LeaseSweep> RunSweepAsync(CancellationToken cancellationToken)
    {
        var due = await database.RunAsync(
            _sweeper,
            async (connection, token) =>
            {
                foreach (var orphan in await connection.QueryAsync<Guid>(new CommandDefinition("SELECT devflow.adopt_lease_orphans()", cancellationToken: token)))
                    await changes.RemovedAsync(_sweeper, SecretTier.System, NameOf("unknown", orphan), token);
                await connection.ExecuteAsync(new CommandDefinition(Forget, cancellationToken: token));
                return (await connection.QueryAsync<Lease>(new CommandDefinition(Due, cancellationToken: token))).ToList();
            },
            cancellationToken);
        List<Lease> ended = [];
        List<(Lease, string)> stuck = [];
        foreach (var begun in due)
        {
            var (lease, problem) = await SweepAsync(begun, cancellationToken);
            if (problem is not null)
                stuck.Add((lease, problem));
            else if (lease.State is LeaseState.Ended)
                ended.Add(lease);
        }

        return new(ended, stuck);
    }

    // One that cannot be closed keeps no other from its end: it is due again at the next sweep.
    private async Task<(Lease Lease, string? Problem)> SweepAsync(Lease begun, CancellationToken cancellationToken)
    {
        try
        {
            return await CloseAsync(_sweeper, begun.Id, cancellationToken) is { State: not LeaseState.Active } closed
                ? await EndAsync(_sweeper, closed, cancellationToken)
                : (begun, null);
        }
        catch (PostgresException fault)
        {
            return (begun, fault.MessageText);
        }
    }

    private Task<Lease?> CloseAsync(VaultIdentity identity, Guid id, CancellationToken cancellationToken) =>
        database.RunAsync(
            identity,
            async (connection, token) =>
            {
                var wasActive = await connection.ExecuteScalarAsync<bool>(new CommandDefinition("SELECT state = 'active' FROM devflow.leases WHERE id = @id", new { id }, cancellationToken: token));
                var lease = await connection.QuerySingleOrDefaultAsync<Lease>(new CommandDefinition(Close, new { id }, cancellationToken: token));
                if (wasActive && lease is { State: LeaseState.Closing })
                    await changes.RemovedAsync(identity, SecretTier.System, NameOf(lease.Profile, id), token);
                return lease;
            },
            cancellationToken);

    // It is closed already: whatever stands in the way of the rest is no reason to fail.
    private async Task<(Lease Lease, string? Problem)> EndAsync(VaultIdentity identity, Lease closed, CancellationToken cancellationToken)
    {
        try
        {
            var row = await database.RunAsync(
                identity, (connection, token) => connection.QuerySingleOrDefaultAsync<Lease>(new CommandDefinition(End, new { closed.Id }, cancellationToken: token)), cancellationToken);
            return (row ?? closed, null);
        }
        catch (PostgresException fault)
        {
            return (closed, fault.MessageText);
        }
        catch (VaultException fault)
        {
            return (closed, fault.Message);
        }
    }

    private Task<Lease> ChangeAsync(VaultIdentity identity, string sql, object parameters, CancellationToken cancellationToken) =>
        database.RunAsync(
            identity,
            async (connection, token) =>
            {
                var lease = await connection.QuerySingleAsync<Lease>(new CommandDefinition(sql, parameters, cancellationToken: token));
                await changes.WrittenAsync(identity, SecretTier.System, NameOf(lease.Profile, lease.Id), token);
                return lease;
            },
            cancellationToken);

    private static string NameOf(string profile, Guid id) => $"lease {profile}/{id}";

    private static int? Seconds(TimeSpan? ttl) => ttl is { } known ? (int)Math.Clamp(known.TotalSeconds, 0, int.MaxValue) : null;
}
