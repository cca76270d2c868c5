using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Rotation;

/// <summary>Two logins that take turns: what is refused before anything is touched, and what is left in peace.</summary>
public sealed class PostgresRotatorTests(VaultServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_cannot_be_replaced_is_said_and_nothing_is_touched()
    {
        var logins = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var house = await RotationHouse.BuildAsync(server, ["PLAIN", "NO_LOGIN", "WRONG", "TAKEN", "CHIEF", "ELSEWHERE"], CatalogOf, async (database, key) =>
        {
            var url = await PostgresLogins.AddAsync(database, key);
            Assert.True(LoginUrl.TryParse(url, out var login, out _));
            logins[key] = login.User;
            if (key == "TAKEN")
                await database.AsAdminAsync($"CREATE ROLE {login.User}_b LOGIN");
            if (key == "CHIEF")
                await database.AsAdminAsync($"ALTER ROLE {login.User} CREATEROLE");
            return key switch
            {
                "PLAIN" => "a-password-alone-0123456789",
                "NO_LOGIN" => "postgresql://localhost/devflow",
                "WRONG" => url.Replace("first-password", "wrong-password", StringComparison.Ordinal),
                "ELSEWHERE" => url.Replace(new NpgsqlConnectionStringBuilder(database.AdminConnectionString).Database!, "postgres", StringComparison.Ordinal),
                _ => url,
            };
        });
        await using var room = house.Open(_ => [new PostgresRotator(TimeProvider.System)]);
        (string Key, string Says)[] table =
        [
            ("PLAIN", "both have to be in one secret"), ("NO_LOGIN", "names no login"), ("WRONG", "does not let the login"),
            ("TAKEN", $"There is a role '{logins["TAKEN"]}_b' already"), ("CHIEF", "replaced by hand"), ("ELSEWHERE", "none of the platform's databases"),
        ];

        foreach (var (key, says) in table)
        {
            var run = await room.RotateAsync(key);
            Assert.True(run.State is RotationStates.Failed && run.Problem!.Contains(says, StringComparison.Ordinal), $"{key}: {run.State}: {run.Problem}");
            Assert.DoesNotContain("password-0123456789", run.Problem, StringComparison.Ordinal);
        }

        Assert.Equal(1, await house.CountAsync($"rotation_runs r, pg_roles p WHERE r.secret = 'PLAIN' AND p.rolname IN ({string.Join(", ", logins.Values.Select(login => $"'{login}_b'"))})"));
    }

    [Fact]
    public async Task A_session_at_work_is_left_in_peace_until_it_is_done_and_nobody_else_gets_in()
    {
        await using var house = await RotationHouse.BuildAsync(server, ["URL"], CatalogOf, PostgresLogins.AddAsync);
        await using var room = house.Open(_ => [new PostgresRotator(TimeProvider.System) { LongestWait = TimeSpan.Zero }]);
        Assert.True(LoginUrl.TryParse(house.Values["URL"], out var before, out _));
        await using var working = new NpgsqlConnection(before.ConnectionString);
        await working.OpenAsync(Cancel);
        var transaction = await working.BeginTransactionAsync(Cancel);
        await working.ExecuteAsync("SELECT 1");
        var run = await room.RotateAsync("URL");
        Assert.Null(await PostgresLogins.RefusalAsync(house.Values["URL"]));
        Assert.EndsWith("?application_name=URL", await room.ValueAsync("URL"), StringComparison.Ordinal);

        var waits = await room.Runner.RetireAsync(RotationRoom.Work, run.Id, Cancel);

        Assert.Equal(RotationStates.Overlap, waits.State);
        Assert.Contains("1 of its sessions are still at work", waits.Problem, StringComparison.Ordinal);
        Assert.Equal(PostgresErrorCodes.InvalidPassword, await PostgresLogins.RefusalAsync(house.Values["URL"]));
        await transaction.CommitAsync(Cancel);
        // Idle for a moment now, it is ended.
        while ((await room.Runner.RetireAsync(RotationRoom.Work, run.Id, Cancel)).State is RotationStates.Overlap)
            await Task.Delay(100, Cancel);
        Assert.Equal(RotationStates.Finished, (await room.RunAsync(run.Id)).State);
        await PostgresLogins.CheckAsync(house, "URL", await room.ValueAsync("URL"));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => working.ExecuteAsync("SELECT 1"));
    }

    [Fact]
    public async Task The_other_login_is_open_to_a_rotation_and_no_other_role_is()
    {
        await using var database = await server.CreateDatabaseAsync();
        const string Open = "SELECT devflow.open_other_login('SCRAM-SHA-256$4096:c2FsdA==$a2V5:a2V5')";
        string[] all = ["SELECT devflow.other_login()", Open, "SELECT devflow.close_other_login('postgres')", "SELECT devflow.end_other_sessions('1 second')"];
        foreach (var identity in (VaultIdentity?[])[null, await database.AddUserAsync("root", isAdmin: true), VaultIdentity.Maintenance("leases")])
            Assert.All(await Task.WhenAll(all.Select(sql => RefusalAsync(database, identity, sql))), state => Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, state));

        Assert.Null(await RefusalAsync(database, RotationRoom.Work, Open));
        Assert.Equal("DF409", await RefusalAsync(database, RotationRoom.Work, "SELECT devflow.close_other_login('postgres')"));
        Assert.Equal("DF409", await RefusalAsync(database, RotationRoom.Work, "SELECT devflow.end_other_sessions('1 second')"));
        foreach (var verifier in (string[])["", "a password", "md5c4ca4238a0b923820dcc509a6f75849b", "SCRAM-SHA-256$4096:x''$y:z"])
            Assert.Equal("DF400", await RefusalAsync(database, RotationRoom.Work, $"SELECT devflow.open_other_login('{verifier}')"));
        Assert.Null(await RefusalAsync(database, RotationRoom.Work, $"SELECT devflow.close_other_login('{database.Login}_b')"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalAsync(database, RotationRoom.Work, $"ALTER ROLE {database.Login}_b LOGIN"));
    }

    [Fact]
    public async Task Whoever_is_let_in_no_more_before_he_has_begun_asks_for_the_pool_again()
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var closed = NpgsqlDataSource.Create($"{database.ApplicationConnectionString};Password=of-before;Pooling=false");
        var asked = 0;
        ValueTask<NpgsqlDataSource> Source(CancellationToken cancellationToken) => new(Interlocked.Increment(ref asked) < 3 ? closed : database.Application);
        var patient = new VaultDatabase(Source) { Patience = TimeSpan.FromMinutes(1) };

        Assert.Equal(1, await patient.RunAsync(RotationRoom.Work, (connection, _) => connection.ExecuteScalarAsync<int>("SELECT 1"), Cancel));
        Assert.Equal(3, asked);
        // The connection in the pool was ended with its login's sessions.
        await database.AsAdminAsync($"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE usename = '{database.Login}'");
        Assert.Equal(1, await patient.RunAsync(RotationRoom.Work, (connection, _) => connection.ExecuteScalarAsync<int>("SELECT 1"), Cancel));
        asked = 0;
        var fault = await Assert.ThrowsAsync<VaultException>(() => new VaultDatabase(Source).RunAsync(RotationRoom.Work, (_, _) => Task.CompletedTask, Cancel));
        Assert.Equal((VaultError.Unavailable, 1), (fault.Error, asked));
    }

    private static string CatalogOf(string key) => "rotator: postgres, overlap: 1h";

    private static async Task<string?> RefusalAsync(TestDatabase database, VaultIdentity? identity, string sql)
    {
        await using var connection = await database.Application.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        try
        {
            await connection.ExecuteAsync("SELECT set_config('devflow.principal', @principal, true), set_config('devflow.role', @role, true)", new { principal = identity?.Principal ?? "", role = identity?.Role ?? "" });
            await connection.ExecuteAsync(sql);
            await transaction.CommitAsync(Cancel);
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }
}
