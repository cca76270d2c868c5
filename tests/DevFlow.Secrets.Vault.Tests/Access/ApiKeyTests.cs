using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Access;

public sealed class ApiKeyTests(VaultServer server) : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private TestDatabase _database = null!;
    private ApiKeys _keys = null!;
    private VaultIdentity _anna = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await server.CreateDatabaseAsync();
        _keys = new(_database.Vault, new((_, _) => ValueTask.CompletedTask), _time);
        _anna = await _database.AddUserAsync("anna");
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_key_counts_until_it_expires_a_year_from_now_unless_told_otherwise()
    {
        var (year, yearKey) = await _keys.IssueAsync(_anna, "year", expiresAt: null, audience: null, Cancel);
        var (_, hourKey) = await _keys.IssueAsync(_anna, "hour", new DateTimeOffset(2026, 7, 1, 15, 0, 0, TimeSpan.FromHours(2)), audience: null, Cancel);

        Assert.Equal(_time.GetUtcNow().AddDays(365), year.ExpiresAt);
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal("anna", (await _keys.FindAsync(hourKey.Reveal(), "workflow-engine", Cancel))!.Name);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await _keys.FindAsync(hourKey.Reveal(), "workflow-engine", Cancel));
        Assert.NotNull(await _keys.FindAsync(yearKey.Reveal(), "workflow-engine", Cancel));
        await Assert.ThrowsAsync<VaultException>(() => _keys.IssueAsync(_anna, "past", _time.GetUtcNow(), audience: null, Cancel));
        await _keys.IssueAsync(_anna, "as long as can be", _time.GetUtcNow().AddDays(365), audience: null, Cancel);
        var fault = await Assert.ThrowsAsync<VaultException>(() => _keys.IssueAsync(_anna, "for ever", _time.GetUtcNow().AddDays(365).AddSeconds(1), audience: null, Cancel));
        Assert.Equal(VaultError.Invalid, fault.Error);
    }

    [Fact]
    public async Task When_it_was_last_used_is_noted_once_a_minute()
    {
        var (_, key) = await _keys.IssueAsync(_anna, "laptop", expiresAt: null, audience: null, Cancel);
        var first = _time.GetUtcNow();

        foreach (var expected in (DateTimeOffset[])[first, first, first.AddSeconds(80)])
        {
            await _keys.FindAsync(key.Reveal(), "workflow-engine", Cancel);
            Assert.Equal(expected, Assert.Single(await _keys.ListAsync(_anna, _anna.User!.Value, Cancel)).LastUsedAt);
            _time.Advance(TimeSpan.FromSeconds(40));
        }
    }

    [Fact]
    public async Task What_is_no_key_finds_nobody()
    {
        var (_, key) = await _keys.IssueAsync(_anna, "laptop", expiresAt: null, audience: null, Cancel);
        var text = key.Reveal();

        foreach (var wrong in (string[])["", "dfk_", text[..^1], $"{text}A", text.ToLowerInvariant(), $"dfk_{new string('A', 43)}", $"xfk_{text[4..]}", "dfk_' OR 1=1; -- 0123456789012345678901234567890"])
            Assert.Null(await _keys.FindAsync(wrong, "workflow-engine", Cancel));
    }

    [Fact]
    public async Task A_person_who_is_erased_has_keys_that_count_no_more()
    {
        var (_, key) = await _keys.IssueAsync(_anna, "laptop", expiresAt: null, audience: null, Cancel);
        await _database.AsAdminAsync("UPDATE devflow.users SET erased_at = now()");

        Assert.Null(await _keys.FindAsync(key.Reveal(), "workflow-engine", Cancel));
    }

    [Fact]
    public async Task Not_the_key_is_in_the_database_but_a_hash()
    {
        var (_, key) = await _keys.IssueAsync(_anna, "laptop", expiresAt: null, audience: null, Cancel);
        await using var admin = NpgsqlDataSource.Create(_database.AdminConnectionString);
        await using var read = admin.CreateCommand("SELECT k::text FROM devflow.api_keys k");

        var row = (string)(await read.ExecuteScalarAsync(Cancel))!;

        Assert.Contains("laptop", row, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Reveal()[12..], row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_see_and_change_which_rows_is_the_databases_to_say()
    {
        await _keys.IssueAsync(_anna, "laptop", expiresAt: null, audience: null, Cancel);
        await _database.AsAdminAsync($"INSERT INTO devflow.sessions (id, user_id, hash, created_at, expires_at) VALUES (gen_random_uuid(), '{_anna.User}', sha256('x'), now(), now())");
        await _database.AsAdminAsync("INSERT INTO devflow.used_codes VALUES (sha256('x'), now()); INSERT INTO devflow.alerts VALUES (gen_random_uuid(), now(), 'a', 'b', 'c')");
        var ben = await _database.AddUserAsync("ben");
        var admin = await _database.AddUserAsync("carla", isAdmin: true);
        (VaultIdentity Identity, string Table, long Seen)[] table =
        [
            (_anna, "api_keys", 1), (ben, "api_keys", 0), (admin, "api_keys", 1), (VaultIdentity.OfService("mcp-gateway"), "api_keys", 0), (VaultIdentity.Maintenance("re-wrap"), "api_keys", 0), (VaultIdentity.Maintenance("sign-in"), "api_keys", 1),
            (_anna, "sessions", 1), (ben, "sessions", 0), (admin, "sessions", 0), (VaultIdentity.OfService("mcp-gateway"), "sessions", 0), (VaultIdentity.Maintenance("re-wrap"), "sessions", 0), (VaultIdentity.Maintenance("sign-in"), "sessions", 1),
            (_anna, "used_codes", 0), (admin, "used_codes", 0), (VaultIdentity.Maintenance("re-wrap"), "used_codes", 0), (VaultIdentity.Maintenance("sign-in"), "used_codes", 1),
            (_anna, "alerts", 0), (admin, "alerts", 1), (VaultIdentity.OfService("mcp-gateway"), "alerts", 0),
        ];

        foreach (var (identity, name, seen) in table)
        {
            var count = await _database.Vault.RunAsync(identity, async (connection, token) =>
            {
                await using var command = new NpgsqlCommand($"SELECT count(*) FROM devflow.{name}", connection);
                return (long)(await command.ExecuteScalarAsync(token))!;
            }, Cancel);
            Assert.True(count == seen, $"{identity} sees {count} of {name}");
        }

        // Neither somebody else's key, nor a session for anybody, nor more time for the own.
        await RefusedAsync(ben, $"INSERT INTO devflow.api_keys (id, user_id, name, prefix, hash, created_at) VALUES (gen_random_uuid(), '{_anna.User}', 'x', 'x', sha256('y'), now())");
        await RefusedAsync(admin, $"INSERT INTO devflow.api_keys (id, user_id, name, prefix, hash, created_at) VALUES (gen_random_uuid(), '{_anna.User}', 'x', 'x', sha256('y'), now())");
        await RefusedAsync(_anna, $"INSERT INTO devflow.sessions (id, user_id, hash, created_at, expires_at) VALUES (gen_random_uuid(), '{_anna.User}', sha256('y'), now(), now())");
        await RefusedAsync(_anna, "UPDATE devflow.api_keys SET expires_at = NULL");
        await RefusedAsync(_anna, "UPDATE devflow.sessions SET expires_at = now()");
        await RefusedAsync(_anna, $"UPDATE devflow.api_keys SET user_id = '{ben.User}'");
        await RefusedAsync(VaultIdentity.Maintenance("sign-in"), "DELETE FROM devflow.used_codes");
        await RefusedAsync(admin, "DELETE FROM devflow.alerts");
        await RefusedAsync(admin, "UPDATE devflow.alerts SET detail = ''");
    }

    private async Task RefusedAsync(VaultIdentity identity, string sql)
    {
        var fault = await Assert.ThrowsAsync<VaultException>(() => _database.Vault.RunAsync(identity, async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(token);
        }, Cancel));
        Assert.Equal(VaultError.Forbidden, fault.Error);
    }
}
