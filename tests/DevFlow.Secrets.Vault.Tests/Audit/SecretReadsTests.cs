using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Audit;

/// <summary>What is added up of the audit is what its records say, however they came in.</summary>
public sealed class SecretReadsTests(VaultServer server)
{
    private const string Recount = """
        SELECT coalesce(sum(count), 0) FROM devflow.audit_records
        WHERE kind IN ('access', 'reads', 'gap') AND outcome IN ('hit', 'stale') AND NOT refused AND tier IN ('system', 'project')
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Batches_of_any_size_two_senders_at_once_and_repeated_ones_add_up_to_the_same()
    {
        await using var room = await AuditRoom.CreateAsync(server);
        await using (var audit = room.Open())
        {
            var counter = await audit.RecordAsync(AuditRoom.Access("JWT_SECRET"), Token);
            counter.Increment();
            counter.Increment();
            await audit.RecordAsync(AuditRoom.Access("JWT_SECRET", outcome: "miss"), Token);
            await audit.RecordAsync(AuditRoom.Access(new string('k', 301)), Token);
        }

        await room.WriteAsync(40, "worker", "JWT_SECRET");
        await room.WriteAsync(40, "worker", "JWT_SECRET");

        await Task.WhenAll(room.Shipper(maxBatchBytes: 700).SendAsync(Token), room.Shipper(maxBatchBytes: 1500).SendAsync(Token));
        await room.Shipper().SendAsync(Token);

        await using var admin = new NpgsqlConnection(room.Database.AdminConnectionString);
        var reads = await new SecretReads(room.Database.Vault).ListAsync(VaultIdentity.Maintenance("test"), key: null, Token);
        Assert.Equal(await admin.ExecuteScalarAsync<long>(Recount) - 1, reads.Sum(read => read.Reads));
        Assert.Equal(3, Assert.Single(reads, read => read is { Key: "JWT_SECRET", Service: "api" }).Reads);
        Assert.Equal(2, Assert.Single(reads, read => read is { Key: "JWT_SECRET_7", Service: "worker" }).Reads);
    }

    [Fact]
    public async Task What_nobody_has_read_for_as_long_as_the_audit_is_kept_is_forgotten()
    {
        await using var room = await AuditRoom.CreateAsync(server);
        await room.WriteAsync(1, prefix: "OLD");
        room.Time.Advance(TimeSpan.FromDays(50));
        await room.WriteAsync(1, prefix: "NEW");
        await room.Shipper().SendAsync(Token);

        await new AuditRetention(room.Database.Vault, NullLogger<AuditRetention>.Instance).DropAsync(room.Time.GetUtcNow(), days: 40, Token);

        Assert.Equal(["NEW_0"], (await new SecretReads(room.Database.Vault).ListAsync(VaultIdentity.Maintenance("test"), key: null, Token)).Select(read => read.Key));
    }

    [Fact]
    public async Task Only_the_engine_adds_to_it_and_nobody_sees_it_who_is_nobody()
    {
        await using var room = await AuditRoom.CreateAsync(server);
        await room.WriteAsync(1);
        await room.Shipper().SendAsync(Token);
        var anna = await room.Database.AddUserAsync("anna");
        var chief = await room.Database.AddUserAsync("chief", isAdmin: true);

        foreach (var identity in (VaultIdentity[])[anna, chief, VaultIdentity.OfService("mcp-gateway")])
        {
            Assert.Single(await new SecretReads(room.Database.Vault).ListAsync(identity, key: null, Token));
            Assert.Equal(0, await room.Database.Vault.RunAsync(identity, (connection, _) => connection.ExecuteAsync("UPDATE devflow.secret_reads SET reads = 0"), Token));
            Assert.Equal(0, await room.Database.Vault.RunAsync(identity, (connection, _) => connection.ExecuteAsync("DELETE FROM devflow.secret_reads"), Token));
            var fault = await Assert.ThrowsAsync<VaultException>(() => room.Database.Vault.RunAsync(
                identity, (connection, _) => connection.ExecuteAsync("INSERT INTO devflow.secret_reads VALUES ('system', 'PLANTED', 'x', 1, now(), now())"), Token));
            Assert.Equal(VaultError.Forbidden, fault.Error);
        }

        Assert.Empty(await new SecretReads(room.Database.Vault).ListAsync(VaultIdentity.OfUser(Guid.NewGuid()), key: null, Token));
    }
}
