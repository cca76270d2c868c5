using DevFlow.Secrets.Vault;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Leases;

/// <summary>However a lease ends, its login is gone afterwards, and nothing that it made is lost.</summary>
public sealed class LeaseEndTests(LeaseRoom room, EngineServer server) : IClassFixture<LeaseRoom>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_login_owns_goes_to_its_heir_and_nothing_is_lost()
    {
        var chief = await room.SomebodyAsync();
        var lease = await room.OpenAsync(chief);
        await using var connection = await room.ConnectAsync(lease);
        await LeaseRoom.ExecuteAsync(connection, """
            CREATE TABLE applications.owned (id int); INSERT INTO applications.owned VALUES (1), (2);
            CREATE VIEW applications.seen AS SELECT * FROM applications.owned;
            GRANT SELECT ON applications.owned TO PUBLIC;
            CREATE TEMPORARY TABLE scratch (id int);
            SELECT lo_create(0)
            """);
        Assert.Equal(lease.Login, await room.ScalarAsync("SELECT tableowner::text FROM pg_tables WHERE tablename = 'owned'"));

        var ended = await room.Store.RevokeAsync(chief, lease.Id, Token);

        Assert.Equal((LeaseState.Ended, "revoked", chief.Principal), (ended.State, ended.Reason, ended.EndedBy));
        Assert.False(await room.HasRoleAsync(lease));
        Assert.Equal("devflow_applications", await room.ScalarAsync("SELECT tableowner::text FROM pg_tables WHERE tablename = 'owned'"));
        Assert.Equal(2L, await room.ScalarAsync("SELECT count(*) FROM applications.seen"));
        Assert.Equal(LeaseState.Ended, (await room.Store.RevokeAsync(chief, lease.Id, Token)).State);
    }

    [Fact]
    public async Task A_connection_that_is_held_open_is_ended_with_the_lease()
    {
        var chief = await room.SomebodyAsync();
        var lease = await room.OpenAsync(chief);
        await using var connection = await room.ConnectAsync(lease);
        await LeaseRoom.ExecuteAsync(connection, "CREATE TABLE applications.locked (id int); BEGIN; LOCK TABLE applications.locked; CREATE TABLE applications.unfinished (id int)");

        Assert.Equal(LeaseState.Ended, (await room.Store.RevokeAsync(chief, lease.Id, Token)).State);

        var torn = await Assert.ThrowsAnyAsync<NpgsqlException>(() => LeaseRoom.ExecuteAsync(connection, "SELECT 1"));
        Assert.True(torn is not PostgresException { SqlState: not PostgresErrorCodes.AdminShutdown });
        Assert.Equal("28P01", await room.RefusalAsync(lease));
    }

    [Fact]
    public async Task A_lease_whose_client_died_ends_when_it_expires()
    {
        var chief = await room.SomebodyAsync();
        var lease = await room.OpenAsync(chief);
        var other = await room.OpenAsync(chief);
        await using var held = await room.ConnectAsync(lease);
        await room.ExpireAsync(lease);

        var sweep = await room.Store.RunSweepAsync(Token);

        Assert.Equal((LeaseState.Ended, "expired", "engine:leases"), sweep.Ended.Where(one => one.Id == lease.Id).Select(one => (one.State, one.Reason, one.EndedBy)).Single());
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => LeaseRoom.ExecuteAsync(held, "SELECT 1"));
        Assert.False(await room.HasRoleAsync(lease));
        Assert.Null(await room.RefusalAsync(other));
        Assert.Contains($"engine:leases api:lease read-write/{lease.Id} removed", room.OnRecord);
    }

    [Fact]
    public async Task What_cannot_be_dropped_yet_is_closed_at_once_and_dropped_when_it_can_be()
    {
        var chief = await room.SomebodyAsync();
        var lease = await room.OpenAsync(chief);
        await using var other = await TestDatabase.CreateAsync(server.Postgres);
        await other.AsAdminAsync($"CREATE SCHEMA elsewhere AUTHORIZATION {lease.Login}");

        Assert.Equal(LeaseState.Closing, (await room.Store.RevokeAsync(chief, lease.Id, Token)).State);
        Assert.Equal("28000", await room.RefusalAsync(lease));
        Assert.Contains("cannot be dropped", (await room.Store.RunSweepAsync(Token)).Stuck.Single(stuck => stuck.Lease.Id == lease.Id).Reason, StringComparison.Ordinal);

        await other.AsAdminAsync("DROP SCHEMA elsewhere");
        Assert.Contains((await room.Store.RunSweepAsync(Token)).Ended, ended => ended.Id == lease.Id);
        Assert.False(await room.HasRoleAsync(lease));
    }

    [Fact]
    public async Task A_login_of_no_lease_and_a_lease_without_login_are_found_and_ended()
    {
        var chief = await room.SomebodyAsync();
        var (orphan, lost) = (await room.OpenAsync(chief), await room.OpenAsync(chief));
        await using var held = await room.ConnectAsync(orphan);
        await LeaseRoom.ExecuteAsync(held, "CREATE TABLE applications.of_an_orphan (id int)");
        // What it may change of itself does not hide it.
        await LeaseRoom.ExecuteAsync(held, $"ALTER ROLE {orphan.Login} IN DATABASE {held.Database} RESET ALL");
        await Assert.ThrowsAsync<PostgresException>(() => LeaseRoom.ExecuteAsync(held, $"COMMENT ON ROLE {orphan.Login} IS 'nothing'"));
        await room.ScalarAsync($"DELETE FROM devflow.leases WHERE id = '{orphan.Id}'; DROP OWNED BY {lost.Login}; DROP ROLE {lost.Login}");
        await using var other = await TestDatabase.CreateAsync(server.Postgres);

        // The sweep of another database on the server does not take it for its own.
        await new LeaseStore(other.Vault, new AccessChanges((_, _) => default)).RunSweepAsync(Token);
        Assert.True(await room.HasRoleAsync(orphan));

        var sweep = await room.Store.RunSweepAsync(Token);

        Assert.Equal("orphan", sweep.Ended.Single(ended => ended.Id == orphan.Id).Reason);
        Assert.Equal("lost", sweep.Ended.Single(ended => ended.Id == lost.Id).Reason);
        Assert.False(await room.HasRoleAsync(orphan));
        Assert.Equal("devflow_applications", await room.ScalarAsync("SELECT tableowner::text FROM pg_tables WHERE tablename = 'of_an_orphan'"));
    }

    [Fact]
    public async Task Engines_that_sweep_at_once_end_each_lease_once()
    {
        List<Lease> leases = [];
        for (var i = 0; i < 2; i++)
        {
            var chief = await room.SomebodyAsync();
            for (var j = 0; j < 3; j++)
                leases.Add(await room.OpenAsync(chief));
        }

        await room.ScalarAsync($"UPDATE devflow.leases SET expires_at = now() WHERE id = ANY ('{{{string.Join(',', leases.Select(lease => lease.Id))}}}')");

        var sweeps = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => room.NewStore().RunSweepAsync(Token)));

        Assert.Empty(sweeps.SelectMany(sweep => sweep.Stuck).Where(stuck => !stuck.Reason.Contains("does not answer", StringComparison.Ordinal)).Select(stuck => stuck.Reason));
        await room.Store.RunSweepAsync(Token);
        foreach (var lease in leases)
        {
            Assert.False(await room.HasRoleAsync(lease));
            Assert.Equal(1L, await room.ScalarAsync($"SELECT count(*) FROM devflow.leases WHERE id = '{lease.Id}' AND state = 'ended' AND reason = 'expired'"));
        }
    }

    [Fact]
    public async Task The_leases_of_whoever_is_erased_end_with_the_person()
    {
        var member = await room.SomebodyAsync(isAdmin: false);
        var lease = await room.OpenAsync(member, "read-only");
        await room.ScalarAsync($"UPDATE devflow.users SET erased_at = now() WHERE id = '{member.User}'");

        Assert.Equal("erased", (await room.Store.RunSweepAsync(Token)).Ended.Single(ended => ended.Id == lease.Id).Reason);
        await Assert.ThrowsAsync<DevFlow.Secrets.VaultException>(() => room.OpenAsync(member, "read-only"));
    }
}
