using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Audit;

public sealed class AuditRightsTests(VaultServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_changes_or_removes_a_record_neither_there_nor_in_its_partition()
    {
        await using var room = await AuditRoom.CreateAsync(server);
        await room.WriteAsync(3);
        await room.Shipper().SendAsync(Token);
        var admin = await room.Database.AddUserAsync("admin", isAdmin: true);
        foreach (var identity in new[] { admin, VaultIdentity.Maintenance("test"), VaultIdentity.OfService("api") })
        {
            foreach (var statement in new[]
            {
                "UPDATE devflow.audit_records SET key = 'X'",
                "DELETE FROM devflow.audit_records",
                "TRUNCATE devflow.audit_records",
                "DELETE FROM devflow.audit_records_202601",
                "SELECT * FROM devflow.audit_records_202601",
                "DELETE FROM devflow.audit_chains",
                "UPDATE devflow.audit_chains SET dropped_seq = 9",
            })
            {
                var refused = await Assert.ThrowsAsync<VaultException>(() => room.Database.Vault.RunAsync(identity, (connection, _) => connection.ExecuteAsync(statement), Token));
                Assert.Equal(VaultError.Forbidden, refused.Error);
            }
        }

        await room.AssertCompleteAsync();
    }

    [Fact]
    public async Task An_admin_sees_all_records_a_user_those_of_that_user_and_nobody_else_any()
    {
        await using var room = await AuditRoom.CreateAsync(server);
        var anna = await room.Database.AddUserAsync("anna");
        var admin = await room.Database.AddUserAsync("admin", isAdmin: true);
        await using (var audit = room.Open())
        {
            await audit.RecordAsync(AuditRoom.Access("HERS", anna.Principal), Token);
            await audit.RecordAsync(AuditRoom.Access("OTHERS", "user:somebody"), Token);
            await audit.RecordAsync(AuditRoom.Access("NOBODYS"), Token);
        }

        await room.Shipper().SendAsync(Token);

        Assert.Equal(["HERS"], await KeysAsync(room, anna));
        Assert.Equal(["HERS", "NOBODYS", "OTHERS"], await KeysAsync(room, admin));
        Assert.Empty(await KeysAsync(room, VaultIdentity.Maintenance("curious")));
        Assert.Empty(await KeysAsync(room, VaultIdentity.OfService("api")));
    }

    [Fact]
    public async Task Nobody_but_the_engine_adds_a_record_or_makes_or_drops_a_month()
    {
        await using var room = await AuditRoom.CreateAsync(server);
        await room.WriteAsync(3);
        await room.Shipper().SendAsync(Token);
        var admin = await room.Database.AddUserAsync("admin", isAdmin: true);
        foreach (var statement in new[]
        {
            "INSERT INTO devflow.audit_records (chain, seq, time, kind, service, count, refused, line) VALUES (1, 1, '2026-01-01Z', 'access', 'x', 1, false, '{}')",
            "SELECT devflow.audit_partition('2026-03-01')",
            "SELECT devflow.audit_drop('2025-01-01')",
            "SELECT * FROM devflow.audit_seals(1, '{1,9}')",
        })
        {
            var refused = await Assert.ThrowsAsync<VaultException>(() => room.Database.Vault.RunAsync(admin, (connection, _) => connection.ExecuteAsync(statement), Token));
            Assert.Equal(VaultError.Forbidden, refused.Error);
        }
    }

    [Fact]
    public async Task Months_that_are_wholly_older_are_dropped_and_the_rest_of_a_chain_still_follows_what_was_dropped()
    {
        await using var room = await AuditRoom.CreateAsync(server);
        await using (var audit = room.Open())
        {
            await audit.RecordAsync(AuditRoom.Access("OLD"), Token);
        }

        // A clock that was set back: the same file, from a month on.
        var file = Path.GetFileName(room.TheFile);
        room.Time.SetUtcNow(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));
        await room.WriteAsync(3);
        await room.Shipper().SendAsync(Token);
        await room.AssertCompleteAsync();
        var retention = new AuditRetention(room.Database.Vault, NullLogger<AuditRetention>.Instance);

        Assert.Equal(0, await retention.DropAsync(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero), 30, Token));
        var dropped = await retention.DropAsync(new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero), 30, Token);

        Assert.Equal(File.ReadLines(Path.Combine(room.Folder, file)).Count(), dropped);
        Assert.Empty(await room.TakenAsync(file));
        await using var admin = new NpgsqlConnection(room.Database.AdminConnectionString);
        var chain = await admin.QuerySingleAsync<(long Seq, string Mac, long DroppedSeq, string DroppedMac)>(
            "SELECT seq, mac, dropped_seq, dropped_mac FROM devflow.audit_chains WHERE file = @file", new { file });
        Assert.Equal((chain.Seq, chain.Mac), (chain.DroppedSeq, chain.DroppedMac));
        // What retention took does not come back.
        Assert.Equal(0, await room.Shipper().SendAsync(Token));
    }

    [Fact]
    public async Task What_is_younger_than_thirty_days_is_not_dropped_whatever_the_engine_asks()
    {
        await using var room = await AuditRoom.CreateAsync(server);
        room.Time.SetUtcNow(TimeProvider.System.GetUtcNow());
        await room.WriteAsync(3);
        await room.Shipper().SendAsync(Token);
        var retention = new AuditRetention(room.Database.Vault, NullLogger<AuditRetention>.Instance);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => retention.DropAsync(room.Time.GetUtcNow(), 29, Token));
        var fault = await Assert.ThrowsAsync<PostgresException>(() => retention.DropAsync(room.Time.GetUtcNow().AddYears(1), 30, Token));

        Assert.Contains("younger than 30 days", fault.Message, StringComparison.Ordinal);
        await room.AssertCompleteAsync();
    }

    private static Task<IEnumerable<string>> KeysAsync(AuditRoom room, VaultIdentity identity) => room.Database.Vault.RunAsync(
        identity, (connection, _) => connection.QueryAsync<string>("SELECT key FROM devflow.audit_records WHERE key IS NOT NULL ORDER BY key"), Token);
}
