using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Leases;

/// <summary>A call for a lease that is made again by who has lost its answer.</summary>
public sealed class LeaseRequestTests(LeaseRoom room) : IClassFixture<LeaseRoom>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Made_again_it_ends_the_login_that_nobody_has_the_password_of_and_opens_another()
    {
        var (chief, other) = (await room.SomebodyAsync(), await room.SomebodyAsync());
        var (lost, nothing) = await OpenAsync(chief);
        var (others, _) = await OpenAsync(other);
        await using var session = await room.ConnectAsync(lost);

        var (opened, replaced) = await OpenAsync(chief);

        Assert.Null(nothing);
        Assert.Equal((lost.Id, LeaseState.Ended, "revoked"), (replaced!.Id, replaced.State, replaced.Reason));
        Assert.False(await room.HasRoleAsync(lost));
        Assert.NotNull(await LeaseRoom.RefusalAsync(session, "SELECT 1"));
        Assert.Null(await room.RefusalAsync(opened));
        Assert.Null(await room.RefusalAsync(others));
        Assert.Equal([opened.Id], (await room.Store.ListAsync(MemberOf(chief), withEnded: false, Token)).Select(lease => lease.Id));
        Assert.Equal(
            [$"{chief} api:lease read-only/{lost.Id} written", $"{chief} api:lease read-only/{lost.Id} removed", $"{chief} api:lease read-only/{opened.Id} written"],
            room.OnRecord.Where(line => line.StartsWith($"{chief} ", StringComparison.Ordinal)));
        // Another call is another lease, and one that was ended otherwise is in nobody's way.
        Assert.Null((await OpenAsync(chief, "another")).Replaced);
        await room.Store.RevokeAsync(chief, opened.Id, Token);
        Assert.Null((await OpenAsync(chief)).Replaced);
        Assert.Equal("", await room.ScalarAsync($"SELECT coalesce(string_agg(encode(request, 'escape'), ''), '') FROM devflow.leases WHERE encode(request, 'escape') LIKE '%call%'"));
    }

    [Fact]
    public async Task What_is_not_the_same_call_or_no_key_is_refused_and_ends_nothing()
    {
        var chief = await room.SomebodyAsync();
        var (lease, _) = await OpenAsync(chief);

        Assert.Equal(VaultError.Conflict, (await FaultAsync(() => OpenAsync(chief, profile: "read-write"))).Error);
        Assert.Equal(VaultError.Invalid, (await FaultAsync(() => OpenAsync(chief, seconds: 1))).Error);
        foreach (var key in (string[])["", new('k', 201), "with blank", "tab\t", "ümlaut"])
            Assert.Equal(VaultError.Invalid, (await FaultAsync(() => OpenAsync(chief, key))).Error);
        room.RecordFault = new VaultException(VaultError.Unavailable, "not on record");
        try
        {
            await FaultAsync(() => OpenAsync(chief));
        }
        finally
        {
            room.RecordFault = null;
        }

        Assert.Equal(LeaseState.Active, (await room.FindAsync(chief, lease)).State);
        Assert.Null(await room.RefusalAsync(lease));
    }

    [Fact]
    public async Task Whoever_is_at_the_lease_of_before_is_waited_for()
    {
        var chief = await room.SomebodyAsync();
        var (lost, _) = await OpenAsync(chief);
        await using var admin = new NpgsqlConnection($"{room.Database.AdminConnectionString};Pooling=false");
        await admin.OpenAsync(Token);
        await LeaseRoom.ExecuteAsync(admin, $"BEGIN; UPDATE devflow.leases SET expires_at = expires_at + interval '1 minute' WHERE id = '{lost.Id}'");

        var again = OpenAsync(chief);
        while (await room.ScalarAsync("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%open_lease_of%')") is not true)
        {
            Assert.False(again.IsCompleted, $"{again.Exception}");
            await Task.Delay(20, Token);
        }

        await LeaseRoom.ExecuteAsync(admin, "COMMIT");
        Assert.Equal(lost.Id, (await again).Replaced!.Id);
        Assert.False(await room.HasRoleAsync(lost));
    }

    [Fact]
    public async Task A_lease_that_is_over_and_not_swept_yet_keeps_its_key_from_no_other_profile()
    {
        var chief = await room.SomebodyAsync();
        var (over, _) = await OpenAsync(chief);
        await room.ExpireAsync(over);

        var (opened, replaced) = await OpenAsync(chief, profile: "read-write");

        Assert.Equal((over.Id, "read-write"), (replaced!.Id, opened.Profile));
        Assert.Null(await room.RefusalAsync(opened));
    }

    [Fact]
    public async Task Many_at_once_and_the_sweep_among_them_leave_one_login_and_none_without_a_lease()
    {
        var chief = await room.SomebodyAsync();
        using var done = new CancellationTokenSource();
        var sweeping = Task.Run(
            async () =>
            {
                while (!done.IsCancellationRequested)
                    await room.Store.RunSweepAsync(Token);
            },
            Token);

        var all = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => OpenAsync(chief), Token)));
        await done.CancelAsync();
        await sweeping;
        await room.Store.RunSweepAsync(Token);

        Assert.Equal(11, all.Count(one => one.Replaced is not null));
        var active = Assert.Single(await room.Store.ListAsync(MemberOf(chief), withEnded: false, Token));
        foreach (var (lease, _) in all)
            Assert.Equal(lease.Id == active.Id, await room.HasRoleAsync(lease));
    }

    // Who does not administer sees the own ones alone.
    private static VaultIdentity MemberOf(VaultIdentity chief) => VaultIdentity.OfUser(chief.User!.Value);

    private Task<(Lease Lease, Lease? Replaced)> OpenAsync(VaultIdentity identity, string request = "the-call", string profile = "read-only", int seconds = 60) =>
        room.Store.OpenAsync(identity, request, profile, TimeSpan.FromSeconds(seconds), ScramVerifier.Of(LeaseRoom.Password), Token);

    private static Task<VaultException> FaultAsync(Func<Task> work) => Assert.ThrowsAsync<VaultException>(work);
}
