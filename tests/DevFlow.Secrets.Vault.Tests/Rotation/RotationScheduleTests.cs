using Microsoft.Extensions.Time.Testing;

namespace DevFlow.Secrets.Vault.Tests.Rotation;

public sealed class RotationScheduleTests(VaultServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_due_is_begun_once_and_what_failed_is_tried_again_later()
    {
        await using var house = await RotationHouse.BuildAsync(server, ["ONE", "TWO", "SPOILED", "UNTIMED"], key => key switch
        {
            "UNTIMED" => "rotator: random-key, overlap: 1h",
            "SPOILED" => "rotator: no-such-rotator, rotate: 1d",
            _ => "rotator: random-key, overlap: 1h, rotate: 1d",
        });
        var env = Path.Combine(house.Place.Folder, ".env");
        await File.WriteAllTextAsync(env, (await File.ReadAllTextAsync(env, Cancel)).Replace(RotationHouse.FirstValue("TWO"), "too-short", StringComparison.Ordinal), Cancel);
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var room = house.Open(time: time);
        var schedule = new RotationSchedule(room.Database, room.Catalog, room.Runs, time);

        // Unknown so far: their age counts from here.
        Assert.All(await schedule.ListAsync(RotationRoom.Work, Cancel), plan => Assert.Null(plan.NextAt));
        Assert.Equal(0, await schedule.BeginDueAsync(Cancel));
        Assert.Equal(
            [("ONE", "scheduled"), ("SPOILED", "by-hand"), ("TWO", "scheduled"), ("UNTIMED", "on-demand")],
            (await schedule.ListAsync(RotationRoom.Work, Cancel)).Select(plan => (plan.Secret, plan.State)).Order());

        time.Advance(TimeSpan.FromDays(1));
        var counts = await Task.WhenAll(schedule.BeginDueAsync(Cancel), schedule.BeginDueAsync(Cancel));
        Assert.Equal(2, counts.Sum());
        foreach (var id in await room.Runs.ReadyAsync(100, Cancel))
            await room.Runner.RunAsync(id, Cancel);

        var plans = (await schedule.ListAsync(RotationRoom.Work, Cancel)).ToDictionary(plan => plan.Secret);
        Assert.Equal((RotationStates.Overlap, 0), (plans["ONE"].State, plans["ONE"].Failures));
        Assert.Equal((RotationPlan.Scheduled, 1), (plans["TWO"].State, plans["TWO"].Failures));
        Assert.StartsWith("TWO has fewer than 16 characters", plans["TWO"].Problem, StringComparison.Ordinal);
        Assert.InRange(plans["TWO"].NextAt!.Value - time.GetUtcNow(), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(13));
        Assert.Equal(0, await schedule.BeginDueAsync(Cancel));

        // What somebody takes back is no failure, and is left alone for a day.
        await room.Runner.RollBackAsync(VaultIdentity.OfUser(Guid.NewGuid(), isAdmin: true), plans["ONE"].Run!.Value, Cancel);
        var back = (await schedule.ListAsync(RotationRoom.Work, Cancel)).Single(plan => plan.Secret is "ONE");
        Assert.Equal((RotationPlan.Scheduled, 0), (back.State, back.Failures));
        // The database keeps microseconds.
        Assert.InRange(back.NextAt!.Value - time.GetUtcNow(), TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1));

        time.Advance(TimeSpan.FromMinutes(13));
        Assert.Equal(1, await schedule.BeginDueAsync(Cancel));
    }
}
