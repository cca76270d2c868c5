using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Database;

public sealed class RowSecurityTests(VaultServer server)
{
    [Fact]
    public async Task Every_table_forces_row_level_security_and_belongs_to_another_than_the_application_login()
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var admin = new NpgsqlConnection(database.AdminConnectionString);

        var open = await admin.QueryAsync<string>("""
            SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'devflow' AND c.relkind IN ('r', 'p') AND c.relname <> 'schema_version'
              AND (NOT c.relrowsecurity OR NOT c.relforcerowsecurity)
            """);
        var owned = await admin.ExecuteScalarAsync<long>("SELECT count(*) FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid WHERE r.rolname = @login AND d.deptype = 'o'", new { login = database.Login });
        var login = await admin.QuerySingleAsync<(bool Super, bool Bypass)>("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = @login", new { login = database.Login });

        Assert.Empty(open);
        Assert.Equal(0, owned);
        Assert.Equal((false, false), login);
    }

    [Fact]
    public async Task The_identity_ends_with_its_transaction_and_without_one_there_is_no_row()
    {
        await using var database = await server.CreateDatabaseAsync();
        var anna = await database.AddUserAsync("anna");
        // One connection only: whoever comes next is given the very same.
        await using var pool = NpgsqlDataSource.Create($"{database.ApplicationConnectionString};Maximum Pool Size=1");
        var vault = new VaultDatabase(_ => new(pool));

        var seen = await vault.RunAsync(anna, (connection, _) => connection.QueryAsync<string>("SELECT name FROM devflow.users"), TestContext.Current.CancellationToken);
        await using var after = await pool.OpenConnectionAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["anna"], seen);
        Assert.Empty(await after.QueryAsync<string>("SELECT name FROM devflow.users"));
        Assert.Equal("", await after.ExecuteScalarAsync<string>("SELECT current_setting('devflow.principal', true)"));
    }

    [Theory]
    [InlineData("Username=nobody_of_the_name")]
    [InlineData("Database=no_such_database")]
    public async Task A_server_that_lets_nobody_in_is_away(string with)
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var pool = NpgsqlDataSource.Create($"{database.ApplicationConnectionString};{with};Pooling=false");

        var fault = await Assert.ThrowsAsync<VaultException>(() => new VaultDatabase(_ => new(pool)).RunAsync(
            VaultIdentity.Maintenance("test"), (_, _) => Task.CompletedTask, TestContext.Current.CancellationToken));

        Assert.Equal(VaultError.Unavailable, fault.Error);
    }

    [Theory]
    [InlineData("08006")]
    [InlineData("28P01")]
    [InlineData("53300")]
    [InlineData("57P01")]
    public async Task What_the_server_says_of_itself_is_that_it_is_away(string state)
    {
        await using var database = await server.CreateDatabaseAsync();

        var fault = await Assert.ThrowsAsync<VaultException>(() => database.Vault.RunAsync(
            VaultIdentity.Maintenance("test"),
            (connection, _) => connection.ExecuteAsync($"DO $$ BEGIN RAISE SQLSTATE '{state}'; END $$"),
            TestContext.Current.CancellationToken));

        Assert.Equal(VaultError.Unavailable, fault.Error);
    }

    [Fact]
    public async Task What_fails_is_rolled_back_and_its_identity_is_gone()
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var pool = NpgsqlDataSource.Create($"{database.ApplicationConnectionString};Maximum Pool Size=1");
        var vault = new VaultDatabase(_ => new(pool));

        await Assert.ThrowsAsync<InvalidOperationException>(() => vault.RunAsync(
            VaultIdentity.Maintenance("test"),
            async (connection, _) =>
            {
                await connection.ExecuteAsync("INSERT INTO devflow.users (name) VALUES ('ghost')");
                throw new InvalidOperationException();
            },
            TestContext.Current.CancellationToken));

        await using var after = await pool.OpenConnectionAsync(TestContext.Current.CancellationToken);
        Assert.Empty(await after.QueryAsync<string>("SELECT name FROM devflow.users"));
        await using var admin = new NpgsqlConnection(database.AdminConnectionString);
        Assert.Equal(0, await admin.ExecuteScalarAsync<long>("SELECT count(*) FROM devflow.users"));
    }

    [Fact]
    public async Task What_somebody_may_is_what_the_table_of_people_says_now()
    {
        await using var database = await server.CreateDatabaseAsync();
        var chief = await database.AddUserAsync("chief", isAdmin: true);
        var erased = await database.AddUserAsync("erased", isAdmin: true);
        var demoted = await database.AddUserAsync("demoted", isAdmin: true);
        await database.AsAdminAsync("UPDATE devflow.users SET erased_at = now() WHERE name = 'erased'; UPDATE devflow.users SET role = 'member' WHERE name = 'demoted'");
        (VaultIdentity Identity, string? Role)[] table =
        [
            (chief, "admin"), (VaultIdentity.OfUser(chief.User!.Value), "user"), (demoted, "user"), (erased, null), (VaultIdentity.OfUser(Guid.NewGuid(), isAdmin: true), null),
            (VaultIdentity.OfService("mcp-gateway"), "service"), (VaultIdentity.Maintenance("test"), "maintenance"),
        ];

        foreach (var (identity, role) in table)
        {
            var acts = await database.Vault.RunAsync(identity, (connection, _) => connection.ExecuteScalarAsync<string?>("SELECT devflow.acts_as()"), TestContext.Current.CancellationToken);
            Assert.True(acts == role, $"{identity} acts as {acts}");
        }

        foreach (var identity in (VaultIdentity[])[demoted, erased])
        {
            Assert.Equal(0, await database.Vault.RunAsync(
                identity, (connection, _) => connection.ExecuteAsync("UPDATE devflow.users SET role = 'admin', erased_at = NULL"), TestContext.Current.CancellationToken));
        }
    }
}
