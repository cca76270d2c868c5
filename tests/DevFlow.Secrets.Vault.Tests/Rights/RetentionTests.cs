using Dapper;
using DevFlow.Secrets.Vault.Tests.Support;
using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Rights;

public sealed class RetentionTests(VaultServer server)
{
    private readonly LocalKeyEncryptionKey _key = Keys.Local(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DateTimeOffset Ago(int days) => TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(days);

    [Fact]
    public async Task Of_versions_that_were_replaced_long_ago_the_newest_ten_are_kept()
    {
        await using var database = await server.CreateDatabaseAsync();
        var secrets = Vaults.Users(database.Vault, () => new KeyRing(_key)).As(await database.AddUserAsync("anna"));
        for (var i = 1; i <= 15; i++)
            await secrets.WriteAsync("a", Keys.Value($"value {i}"), expiresAt: null, expectedVersion: null, Cancel);
        // Written a day apart: version 1 fifty days ago, version 15 thirty-six.
        await database.AsAdminAsync("UPDATE devflow.user_secret_versions SET created_at = now() - make_interval(days => 51 - version)");

        Assert.Equal((0, 0), await new Retention(database.Vault).ClearAsync(Ago(60), Cancel));
        Assert.Equal((5, 0), await new Retention(database.Vault).ClearAsync(Ago(30), Cancel));

        Assert.Equal([15, 14, 13, 12, 11, 10, 9, 8, 7, 6], (await secrets.VersionsAsync("a", Cancel)).Select(version => version.Version));
        Assert.Equal("value 15", (await secrets.TryReadAsync("a", version: null, Cancel))!.Reveal());
        Assert.Null(await secrets.TryReadAsync("a", version: 5, Cancel));
        await using var admin = new NpgsqlConnection(database.AdminConnectionString);
        Assert.Equal(10, await admin.ExecuteScalarAsync<long>("SELECT count(*) FROM devflow.data_keys"));
    }

    [Fact]
    public async Task A_version_that_was_replaced_only_lately_is_kept_however_old_it_is()
    {
        await using var database = await server.CreateDatabaseAsync();
        var secrets = Vaults.Users(database.Vault, () => new KeyRing(_key)).As(await database.AddUserAsync("anna"));
        for (var i = 1; i <= 12; i++)
            await secrets.WriteAsync("a", Keys.Value($"value {i}"), expiresAt: null, expectedVersion: null, Cancel);
        await database.AsAdminAsync("UPDATE devflow.user_secret_versions SET created_at = now() - interval '100 days' WHERE version = 1");

        Assert.Equal((0, 0), await new Retention(database.Vault).ClearAsync(Ago(30), Cancel));
    }

    [Fact]
    public async Task What_is_left_of_a_deleted_secret_goes_unless_its_copy_is_still_to_be_removed()
    {
        await using var database = await server.CreateDatabaseAsync();
        var secrets = Vaults.Users(database.Vault, () => new KeyRing(_key)).As(await database.AddUserAsync("anna"));
        foreach (var name in (string[])["old", "copied", "late", "kept"])
            await secrets.WriteAsync(name, Keys.Value("a value"), expiresAt: null, expectedVersion: null, Cancel);
        foreach (var name in (string[])["old", "copied", "late"])
            await secrets.DeleteAsync(name, Cancel);
        await database.AsAdminAsync("UPDATE devflow.user_secrets SET deleted_at = now() - interval '40 days' WHERE name IN ('old', 'copied')");
        await database.AsAdminAsync("UPDATE devflow.user_secrets SET copy_vault = 'vault' WHERE name = 'copied'");

        Assert.Equal((0, 1), await new Retention(database.Vault).ClearAsync(Ago(30), Cancel));

        await using var admin = new NpgsqlConnection(database.AdminConnectionString);
        Assert.Equal(["copied", "kept", "late"], await admin.QueryAsync<string>("SELECT name FROM devflow.user_secrets ORDER BY name"));
    }

    [Fact]
    public async Task Alerts_used_codes_and_ended_sessions_and_keys_go_after_their_time_and_what_counts_stays()
    {
        await using var database = await server.CreateDatabaseAsync();
        var anna = await database.AddUserAsync("anna");
        await using var admin = new NpgsqlConnection(database.AdminConnectionString);
        await admin.ExecuteAsync("""
            INSERT INTO devflow.alerts SELECT gen_random_uuid(), now() - make_interval(days => d), 'denials', 'somebody', 'd' || d FROM unnest(ARRAY[1, 399, 401]) d;
            INSERT INTO devflow.used_codes SELECT sha256(d::text::bytea), now() - make_interval(days => d) FROM unnest(ARRAY[0, 6, 8]) d;
            INSERT INTO devflow.sessions (id, user_id, hash, created_at, expires_at, revoked_at)
                SELECT gen_random_uuid(), @anna, sha256(concat(e, ' ', r)::bytea), now() - interval '90 days', now() - make_interval(days => e), now() - make_interval(days => r)
                FROM (VALUES (-5, NULL), (29, NULL), (-5, 29), (31, NULL), (-5, 31), (5, 31)) t (e, r);
            INSERT INTO devflow.api_keys (id, user_id, name, prefix, hash, created_at, expires_at, revoked_at)
                SELECT gen_random_uuid(), @anna, 'key', 'p', sha256(concat(e, ' ', r)::bytea), now() - interval '90 days', now() - make_interval(days => e), now() - make_interval(days => r)
                FROM (VALUES (NULL::int, NULL::int), (-5, NULL), (29, NULL), (NULL, 29), (31, NULL), (NULL, 31)) t (e, r);
            """, new { anna = anna.User });

        Assert.Equal(1 + 1 + 3 + 2, await new Retention(database.Vault).ClearEndedAsync(TimeProvider.System.GetUtcNow(), Cancel));
        Assert.Equal(0, await new Retention(database.Vault).ClearEndedAsync(TimeProvider.System.GetUtcNow(), Cancel));

        Assert.Equal("2 2 3 4", await admin.ExecuteScalarAsync<string>(
            "SELECT concat_ws(' ', (SELECT count(*) FROM devflow.alerts), (SELECT count(*) FROM devflow.used_codes), (SELECT count(*) FROM devflow.sessions), (SELECT count(*) FROM devflow.api_keys))"));
    }

    [Theory]
    [InlineData("engine:other", "maintenance", 10)]
    [InlineData("engine:retention", "admin", 10)]
    [InlineData("engine:retention", "maintenance", 0)]
    public async Task Nobody_but_the_daily_pass_clears_away_what_has_ended_and_nothing_of_the_last_day(string principal, string role, int days)
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await database.Application.OpenConnectionAsync(Cancel);

        var fault = await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(
            "SELECT set_config('devflow.principal', @principal, false), set_config('devflow.role', @role, false); SELECT devflow.clear_ended(now() - make_interval(days => @days), now() - make_interval(days => @days), now() - make_interval(days => @days))",
            new { principal, role, days }));
        Assert.Equal(days == 0 ? PostgresErrorCodes.CheckViolation : PostgresErrorCodes.InsufficientPrivilege, fault.SqlState);
    }

    [Theory]
    [InlineData("engine:other", "maintenance", 10)]
    [InlineData("engine:retention", "admin", 10)]
    [InlineData("user:6f9619ff-8b86-d011-b42d-00cf4fc964ff", "user", 10)]
    [InlineData("engine:retention", "maintenance", 0)]
    public async Task Nobody_but_the_daily_pass_clears_away_and_the_current_version_is_never_in_it(string principal, string role, int keep)
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await database.Application.OpenConnectionAsync(Cancel);

        await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(
            "SELECT set_config('devflow.principal', @principal, false), set_config('devflow.role', @role, false); SELECT * FROM devflow.clear_old(now(), @keep)", new { principal, role, keep }));
    }
}
