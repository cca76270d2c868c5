using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Announcing;

public sealed class AnnouncementTests(VaultServer server)
{
    private static readonly VaultIdentity _reader = VaultIdentity.Maintenance("test");

    [Fact]
    public async Task A_hundred_writers_at_once_leave_no_gap_and_a_reader_never_sees_one_before_another_that_is_to_come()
    {
        await using var database = await server.CreateDatabaseAsync();
        var cancellation = TestContext.Current.CancellationToken;
        var writers = Task.WhenAll(Enumerable.Range(0, 100).Select(number => database.Vault.RunAsync(
            VaultIdentity.OfService($"writer-{number}"),
            (connection, token) => Announcements.AddAsync(connection, Announcement.OfSystem($"KEY_{number}"), token),
            cancellation)));

        var seen = new List<long>();
        while (seen.Count < 100)
        {
            var more = await database.Vault.RunAsync(_reader, (connection, token) => Announcements.ReadAsync(connection, seen.LastOrDefault(), 7, token), cancellation);
            seen.AddRange(more.Select(one => one.Generation));
        }

        Assert.Equal(Enumerable.Range(1, 100).Select(number => (long)number), seen);
        Assert.Equal(seen, (await writers).Order());
    }

    [Fact]
    public async Task What_is_rolled_back_is_not_announced_and_its_number_is_given_to_the_next()
    {
        await using var database = await server.CreateDatabaseAsync();
        var cancellation = TestContext.Current.CancellationToken;
        await Assert.ThrowsAsync<InvalidOperationException>(() => database.Vault.RunAsync(
            _reader,
            async (connection, token) =>
            {
                await Announcements.AddAsync(connection, Announcement.OfSystem("NEVER"), token);
                throw new InvalidOperationException();
            },
            cancellation));

        var generation = await database.Vault.RunAsync(_reader, (connection, token) => Announcements.AddAsync(connection, Announcement.OfProject("web-shop", "staging", "STRIPE_API_KEY") with { Revoked = true, LeastVersion = 4 }, token), cancellation);
        var kept = await database.Vault.RunAsync(_reader, (connection, token) => Announcements.ReadAsync(connection, 0, 10, token), cancellation);

        Assert.Equal(1, generation);
        var only = Assert.Single(kept);
        Assert.Equal(new() { Key = "project/web-shop/staging/STRIPE_API_KEY", Generation = 1, LeastVersion = 4, Revoked = true }, only.ToInvalidation());
        Assert.Equal(SecretTier.Project, only.Announcement.Scope);
        Assert.Equal((1, 1), await database.Vault.RunAsync(_reader, Announcements.RangeAsync, cancellation));
    }

    [Fact]
    public async Task Who_listens_is_told_when_the_transaction_has_ended_and_not_before()
    {
        await using var database = await server.CreateDatabaseAsync();
        var cancellation = TestContext.Current.CancellationToken;
        await using var listener = await database.Application.OpenConnectionAsync(cancellation);
        await listener.ExecuteAsync($"LISTEN {Announcements.Channel}");
        var told = new List<string>();
        listener.Notification += (_, notification) => told.Add(notification.Payload);

        var early = await database.Vault.RunAsync(
            _reader,
            async (connection, token) =>
            {
                await Announcements.AddAsync(connection, Announcement.OfProject("web", "staging", "KEY"), token);
                await listener.ExecuteAsync("SELECT 1");
                return told.Count;
            },
            cancellation);
        await listener.WaitAsync(cancellation);

        Assert.Equal(0, early);
        Assert.Equal(["1"], told);
    }

    [Fact]
    public async Task A_user_announces_and_sees_no_announcement_and_nobody_adds_or_changes_one_by_hand()
    {
        await using var database = await server.CreateDatabaseAsync();
        var cancellation = TestContext.Current.CancellationToken;
        var anna = await database.AddUserAsync("anna", isAdmin: true);

        await database.Vault.RunAsync(anna, (connection, token) => Announcements.AddAsync(connection, Announcement.OfProject("web", "staging", "KEY"), token), cancellation);

        Assert.Empty(await database.Vault.RunAsync(anna, (connection, token) => Announcements.ReadAsync(connection, 0, 10, token), cancellation));
        foreach (var statement in new[]
        {
            "INSERT INTO devflow.announcements (generation, scope, revoked) VALUES (9, 'system', false)",
            "UPDATE devflow.announcements SET revoked = true",
            "UPDATE devflow.announcement_counter SET generation = 0",
        })
        {
            var refused = await Assert.ThrowsAsync<VaultException>(() => database.Vault.RunAsync(_reader, (connection, _) => connection.ExecuteAsync(statement), cancellation));
            Assert.Equal(VaultError.Forbidden, refused.Error);
        }

        await using var nobody = await database.Application.OpenConnectionAsync(cancellation);
        var fault = await Assert.ThrowsAsync<PostgresException>(() => Announcements.AddAsync(nobody, Announcement.OfProject("web", "staging", "KEY"), cancellation));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, fault.SqlState);
    }

    [Fact]
    public async Task What_is_older_than_a_week_is_forgotten_and_the_count_goes_on()
    {
        await using var database = await server.CreateDatabaseAsync();
        var cancellation = TestContext.Current.CancellationToken;
        foreach (var key in new[] { "OLD", "YOUNG" })
            await database.Vault.RunAsync(_reader, (connection, token) => Announcements.AddAsync(connection, Announcement.OfSystem(key), token), cancellation);
        await database.AsAdminAsync("UPDATE devflow.announcements SET at = now() - interval '8 days' WHERE key = 'OLD'");

        Assert.Equal(1, await database.Vault.RunAsync(_reader, Announcements.ForgetAsync, cancellation));
        Assert.Equal((2, 2), await database.Vault.RunAsync(_reader, Announcements.RangeAsync, cancellation));
    }
}
