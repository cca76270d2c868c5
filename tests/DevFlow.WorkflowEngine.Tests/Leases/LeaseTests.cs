using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Leases;

/// <summary>What a leased login may do, for whom it is made, and for how long.</summary>
public sealed class LeaseTests(LeaseRoom room, EngineServer server) : IClassFixture<LeaseRoom>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_login_does_what_its_profile_says_and_nothing_else()
    {
        var chief = await room.SomebodyAsync();
        var writes = await room.OpenAsync(chief);
        var reads = await room.OpenAsync(chief, "read-only");
        await using var writer = await room.ConnectAsync(writes);
        await using var reader = await room.ConnectAsync(reads);

        await LeaseRoom.ExecuteAsync(writer, "CREATE TABLE applications.orders (id int); INSERT INTO applications.orders VALUES (7)");
        await using (var read = new NpgsqlCommand("SELECT id FROM applications.orders", reader))
            Assert.Equal(7, await read.ExecuteScalarAsync(Token));

        foreach (var sql in (string[])["INSERT INTO applications.orders VALUES (8)", "SET default_transaction_read_only = off; INSERT INTO applications.orders VALUES (8)", "SET ROLE devflow_applications"])
            Assert.True(await LeaseRoom.RefusalAsync(reader, sql) is "42501" or "25006", sql);
        string[] nobodys =
        [
            "SELECT * FROM devflow.users", "SELECT * FROM devflow.leases", "SELECT devflow.due_leases()", "SET ROLE devflow_app", "CREATE ROLE devflow_lease_x", "CREATE TABLE public.x (i int)",
            "SELECT rolpassword FROM pg_authid", $"ALTER ROLE {writes.Login} VALID UNTIL 'infinity'", $"ALTER ROLE {reads.Login} PASSWORD 'x'", "CREATE DATABASE x", "COPY (SELECT 1) TO PROGRAM 'true'",
        ];
        foreach (var sql in nobodys)
            Assert.True(await LeaseRoom.RefusalAsync(writer, sql) is "42501", sql);
    }

    [Fact]
    public async Task A_login_gets_into_no_other_database_of_the_server_also_where_there_are_leases()
    {
        var other = new LeaseRoom(server);
        await other.InitializeAsync();
        var name = new NpgsqlConnectionStringBuilder(other.Database.AdminConnectionString).Database!;
        var there = await other.OpenAsync(await other.SomebodyAsync());
        // As an engine does at its start.
        await other.ScalarAsync($"REVOKE CONNECT ON DATABASE {name} FROM PUBLIC");
        var here = await room.OpenAsync(await room.SomebodyAsync());

        Assert.Null(await other.RefusalAsync(there));
        Assert.Equal("42501", await other.RefusalAsync(here));
        Assert.Null(await room.RefusalAsync(here));
        await other.DisposeAsync();
    }

    [Fact]
    public async Task The_server_itself_ends_a_login_that_nobody_ends()
    {
        var lease = await room.OpenAsync(await room.SomebodyAsync(), seconds: 60);

        var until = (DateTime)(await room.ScalarAsync($"SELECT rolvaliduntil FROM pg_roles WHERE rolname = '{lease.Login}'"))!;

        Assert.Equal(lease.ExpiresAt, new DateTimeOffset(until, TimeSpan.Zero));
        Assert.Equal(60, (lease.ExpiresAt - lease.OpenedAt).TotalSeconds);
        Assert.Equal(10, await room.ScalarAsync($"SELECT rolconnlimit FROM pg_roles WHERE rolname = '{lease.Login}'"));
        Assert.StartsWith("SCRAM-SHA-256$", (string)(await room.ScalarAsync($"SELECT rolpassword FROM pg_authid WHERE rolname = '{lease.Login}'"))!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lease_is_renewed_by_its_owner_until_its_longest_life_is_over()
    {
        var chief = await room.SomebodyAsync();
        var other = await room.SomebodyAsync();
        var lease = await room.OpenAsync(chief, seconds: 60);

        var renewed = await room.Store.RenewAsync(chief, lease.Id, TimeSpan.FromMinutes(30), Token);
        Assert.True(renewed.ExpiresAt > lease.ExpiresAt + TimeSpan.FromMinutes(20));
        Assert.Equal(renewed.ExpiresAt, new((DateTime)(await room.ScalarAsync($"SELECT rolvaliduntil FROM pg_roles WHERE rolname = '{lease.Login}'"))!, TimeSpan.Zero));
        Assert.Equal(renewed.ExpiresAt, (await room.Store.RenewAsync(chief, lease.Id, TimeSpan.FromSeconds(10), Token)).ExpiresAt);

        await room.ScalarAsync($"UPDATE devflow.leases SET renewable_until = now() + interval '40 minutes' WHERE id = '{lease.Id}'");
        var last = await room.Store.RenewAsync(chief, lease.Id, TimeSpan.FromHours(1), Token);
        Assert.Equal(last.RenewableUntil, last.ExpiresAt);

        Assert.Equal(VaultError.NotFound, await ErrorAsync(() => room.Store.RenewAsync(other, lease.Id, ttl: null, Token)));
        Assert.Equal(VaultError.Invalid, await ErrorAsync(() => room.Store.RenewAsync(chief, lease.Id, TimeSpan.FromDays(1), Token)));
        await room.ExpireAsync(lease);
        Assert.Equal(VaultError.Conflict, await ErrorAsync(() => room.Store.RenewAsync(chief, lease.Id, ttl: null, Token)));
    }

    [Fact]
    public async Task What_is_not_to_be_had_is_refused_and_leaves_nothing_behind()
    {
        var chief = await room.SomebodyAsync();
        var member = await room.SomebodyAsync(isAdmin: false);
        var roles = await RolesAsync();

        Assert.Equal(VaultError.NotFound, await ErrorAsync(() => room.OpenAsync(chief, "superuser")));
        Assert.Equal(VaultError.NotFound, await ErrorAsync(() => room.OpenAsync(chief, "read-only'; DROP TABLE devflow.leases; --")));
        Assert.Equal(VaultError.Forbidden, await ErrorAsync(() => room.OpenAsync(member)));
        Assert.Equal(VaultError.Forbidden, await ErrorAsync(() => room.OpenAsync(VaultIdentity.Maintenance("leases"))));
        Assert.Equal(VaultError.Forbidden, await ErrorAsync(() => room.OpenAsync(VaultIdentity.OfUser(Guid.NewGuid(), isAdmin: true), "read-only")));
        foreach (var seconds in (int[])[int.MinValue, -1, 0, 9, 3601, int.MaxValue])
            Assert.Equal(VaultError.Invalid, await ErrorAsync(() => room.OpenAsync(chief, seconds: seconds)));
        foreach (var verifier in (string[])["", "a password", "md5c4ca4238a0b923820dcc509a6f75849b", "SCRAM-SHA-256$4096:x'$y:z", "SCRAM-SHA-256$4096:a$b:c\n"])
            Assert.Equal(VaultError.Invalid, await ErrorAsync(() => room.Store.OpenAsync(chief, "read-only", ttl: null, verifier, Token)));

        Assert.Equal(roles, await RolesAsync());
        Assert.DoesNotContain(await room.Store.ListAsync(member, withEnded: true, Token), lease => lease.Principal != member.Principal);
        Assert.Equal(["read-only"], (await room.Store.ProfilesAsync(member, Token)).Select(profile => profile.Name));
        Assert.Equal(["read-only", "read-write"], (await room.Store.ProfilesAsync(chief, Token)).Select(profile => profile.Name));
    }

    [Fact]
    public async Task Nobody_holds_more_than_so_many_however_many_ask_at_once()
    {
        var gateway = VaultIdentity.OfService("gateway-of-the-limits");

        var asked = await Task.WhenAll(Enumerable.Range(0, 14).Select(_ => ErrorAsync(() => room.OpenAsync(gateway, "read-only"))));

        Assert.Equal(10, asked.Count(error => error is null));
        Assert.Equal(4, asked.Count(error => error is VaultError.Conflict));
        var held = await room.Store.ListAsync(gateway, withEnded: false, Token);
        await room.Store.RevokeAsync(gateway, held[0].Id, Token);
        await room.OpenAsync(gateway, "read-only");
        // One whose end is begun keeps nobody from another, however long it takes.
        await room.ScalarAsync($"UPDATE devflow.leases SET state = 'closing' WHERE id = '{held[1].Id}'");
        await room.OpenAsync(gateway, "read-only");
        await room.ScalarAsync("UPDATE devflow.lease_profiles SET total = 10 WHERE name = 'read-only'");
        Assert.Equal(VaultError.Unavailable, await ErrorAsync(async () => await room.OpenAsync(await room.SomebodyAsync(), "read-only")));
        await room.ScalarAsync("UPDATE devflow.lease_profiles SET total = 100 WHERE name = 'read-only'");
    }

    [Fact]
    public async Task What_cannot_be_put_on_record_is_not_leased()
    {
        var chief = await room.SomebodyAsync();
        var roles = await RolesAsync();
        room.RecordFault = new SecretAuditException("the disk is full");
        try
        {
            await Assert.ThrowsAsync<SecretAuditException>(() => room.OpenAsync(chief));
        }
        finally
        {
            room.RecordFault = null;
        }

        Assert.Equal(roles, await RolesAsync());
        var lease = await room.OpenAsync(chief);
        await room.Store.RevokeAsync(chief, lease.Id, Token);
        Assert.Equal(
            [$"{chief} api:lease read-write/{lease.Id} written", $"{chief} api:lease read-write/{lease.Id} removed"],
            room.OnRecord.Where(line => line.StartsWith($"{chief} ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_application_login_can_name_no_other_role_and_end_no_lease_of_others()
    {
        var chief = await room.SomebodyAsync();
        var member = await room.SomebodyAsync(isAdmin: false);
        var lease = await room.OpenAsync(chief, "read-only");
        await using var application = await room.Database.Application.OpenConnectionAsync(Token);
        string[] forged =
        [
            "CREATE ROLE devflow_lease_0", $"ALTER ROLE {lease.Login} VALID UNTIL 'infinity'", $"DROP ROLE {lease.Login}", "GRANT devflow_applications TO CURRENT_USER", "SET ROLE devflow_applications",
            $"UPDATE devflow.leases SET expires_at = 'infinity' WHERE id = '{lease.Id}'", "INSERT INTO devflow.leases (id, profile, principal, heir, state, expires_at, renewable_until) VALUES (gen_random_uuid(), 'x', 'x', 'x', 'active', now(), now())",
            "UPDATE devflow.lease_profiles SET group_role = 'pg_read_all_data'", "INSERT INTO devflow.lease_profiles SELECT * FROM devflow.lease_profiles", "SELECT devflow.adopt_lease_orphans()",
            "SELECT devflow.lease_is_over(NULL)",
        ];
        foreach (var sql in forged)
            Assert.True(await LeaseRoom.RefusalAsync(application, sql) is "42501", sql);

        // Functions without an identity, as another, and as the engine before the lease is over.
        foreach (var identity in (VaultIdentity?[])[null, member, VaultIdentity.Maintenance("leases")])
        {
            foreach (var call in (string[])["close_lease", "end_lease"])
            {
                await using var transaction = await application.BeginTransactionAsync(Token);
                await using var command = new NpgsqlCommand($"SELECT set_config('devflow.principal', $1, true), set_config('devflow.role', $2, true); ", application);
                command.Parameters.Add(new() { Value = identity?.Principal ?? "" });
                command.Parameters.Add(new() { Value = identity?.Role ?? "" });
                await command.ExecuteNonQueryAsync(Token);
                await LeaseRoom.ExecuteAsync(application, $"SELECT devflow.{call}('{lease.Id}')");
                await transaction.CommitAsync(Token);
            }
        }

        Assert.Equal(LeaseState.Active, (await room.FindAsync(chief, lease)).State);
        Assert.Null(await room.RefusalAsync(lease));
        Assert.Equal(VaultError.NotFound, await ErrorAsync(() => room.Store.RevokeAsync(member, lease.Id, Token)));
    }

    private async Task<long> RolesAsync() => (long)(await room.ScalarAsync("SELECT count(*) FROM pg_roles r JOIN pg_db_role_setting s ON s.setrole = r.oid JOIN pg_database d ON d.oid = s.setdatabase WHERE d.datname = current_database()"))!;

    private static async Task<VaultError?> ErrorAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (VaultException fault)
        {
            return fault.Error;
        }
    }
}
