using DevFlow.ConnectEmulator;
using DevFlow.Secrets.Vault.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace DevFlow.Secrets.Vault.Tests.Rotation;

public sealed class RotationTests(VaultServer server)
{
    private const string Key = "SIGNING_KEY";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Key, SecretSourceNames.DotEnv)]
    [InlineData($"op:{Key}", SecretSourceNames.OnePassword)]
    [InlineData($"vault:{Key}", SecretSourceNames.Vault)]
    public async Task A_new_value_comes_into_force_and_the_one_before_is_accepted_until_it_is_retired(string name, string destination)
    {
        await using var house = await RotationHouse.BuildAsync(server, [name]);
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var room = house.Open(time: time);
        var (secret, first) = (RotationHouse.SecretOf(name), RotationHouse.FirstValue(Key));

        var run = await room.RotateAsync(secret);

        Assert.Equal((RotationStates.Overlap, destination, null), (run.State, run.Destination, run.Problem));
        var value = await room.ValueAsync(secret);
        Assert.Matches("^[0-9a-f]{64}$", value);
        Assert.Equal(new[] { first, value }.Order(), (await room.Accepted.ReadAsync(secret, Cancel)).Select(one => one.Reveal()).Order());
        var announced = await room.Database.RunAsync(RotationRoom.Work, (connection, token) => Announcements.ReadAsync(connection, 0, 100, token), Cancel);
        Assert.Contains(announced, one => one.Announcement.Key == secret && (destination is not SecretSourceNames.OnePassword || one.Announcement.LeastVersion == 2));

        Assert.Null(await room.Runner.RunAsync(run.Id, Cancel));
        time.Advance(run.NotBefore!.Value - time.GetUtcNow());
        var ended = (await room.Runner.RunAsync(run.Id, Cancel))!;

        Assert.Equal(RotationStates.Finished, ended.State);
        Assert.DoesNotContain(first, (await room.Accepted.ReadAsync(secret, Cancel)).Select(one => one.Reveal()));
        Assert.Equal(value, await room.ValueAsync(secret));
        Assert.Equal(["prove", "create", "set", "test", "finish", "retire"], (await room.Runs.StepsAsync(RotationRoom.Work, run.Id, Cancel)).Select(step => step.Step));
        Assert.Equal(0, await house.CountAsync("data_keys WHERE tier = 'system'"));
        Assert.Contains(room.Accesses, access => access is { Outcome: SecretOutcomes.Rotated, User: "engine:rotation" } && access.Key == secret);
        Assert.Contains(room.Accesses, access => access is { Outcome: SecretOutcomes.Written, User: "engine:rotation" } && access.Key == secret);
    }

    [Theory]
    [InlineData(RotationSteps.Create)]
    [InlineData(RotationSteps.Set)]
    [InlineData(RotationSteps.Test)]
    public async Task A_step_that_fails_is_rolled_back_with_an_alert_and_the_value_of_before_is_in_force(string failing)
    {
        await using var house = await RotationHouse.BuildAsync(server, [Key]);
        await using var room = house.Open(room => [new FailingRotator(new RandomKeyRotator(room.Accepted), failing)]);

        var run = await room.RotateAsync(Key);

        Assert.Equal((RotationStates.RolledBack, FailingRotator.Reason), (run.State, run.Problem));
        Assert.Equal(RotationHouse.FirstValue(Key), await room.ValueAsync(Key));
        Assert.Equal(0, await house.CountAsync("data_keys WHERE tier = 'system'"));
        Assert.Contains(failing, Assert.Single(room.Alerts).Detail, StringComparison.Ordinal);
        Assert.Equal(1, await house.CountAsync("alerts WHERE kind = 'rotation' AND subject = 'SIGNING_KEY'"));
        Assert.Contains(room.Accesses, access => access is { Key: Key, Outcome: SecretOutcomes.RolledBack });
    }

    [Fact]
    public async Task A_call_that_takes_too_long_fails_its_step_as_anything_else_does()
    {
        await using var house = await RotationHouse.BuildAsync(server, [Key]);
        // What a client throws whose own patience is over; nobody gave up here.
        await using var room = house.Open(room => [new FailingRotator(new RandomKeyRotator(room.Accepted), RotationSteps.Set) { Fault = new TaskCanceledException() }]);

        var run = await room.RotateAsync(Key);

        Assert.Equal(RotationStates.RolledBack, run.State);
        Assert.Contains("took too long", run.Problem, StringComparison.Ordinal);
        Assert.Equal(RotationHouse.FirstValue(Key), await room.ValueAsync(Key));
        Assert.Single(room.Alerts);
    }

    [Fact]
    public async Task A_destination_that_is_away_when_it_is_to_be_written_keeps_the_value_of_before_and_is_asked_again()
    {
        await using var house = await RotationHouse.BuildAsync(server, [$"op:{Key}"]);
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var room = house.Open(time: time);
        room.At = (run, isDone) =>
        {
            if (run.Step is RotationSteps.Finish && !isDone)
                house.Connect.Faults.Add(new FaultRule { Kind = FaultKind.Status, Status = 503 });
            return Task.CompletedTask;
        };

        var run = await room.RotateAsync(Key);

        Assert.Equal((RotationStates.RollingBack, 1), (run.State, run.Attempts));
        Assert.Equal(RotationHouse.FirstValue(Key), house.Connect.FindItem("DevFlow", Key)!.Fields.Single(field => field.Label == "value").Value);
        house.Connect.Faults.Clear();
        // Until the client asks again, which it does not do at once.
        while ((await room.RunAsync(run.Id)).State is not RotationStates.RolledBack)
        {
            time.Advance(TimeSpan.FromHours(1));
            await room.Runner.RunAsync(run.Id, Cancel);
        }

        Assert.Equal(RotationHouse.FirstValue(Key), await room.ValueAsync(Key));
    }

    [Fact]
    public async Task What_somebody_else_writes_meanwhile_stays()
    {
        await using var house = await RotationHouse.BuildAsync(server, [$"op:{Key}"]);
        await using var room = house.Open();
        room.At = (run, isDone) =>
        {
            if (run.Step is RotationSteps.Finish && !isDone)
                house.Connect.SetField("DevFlow", Key, "value", "written-by-somebody-else-0123456789");
            return Task.CompletedTask;
        };

        var run = await room.RotateAsync(Key);

        Assert.Equal(RotationStates.RolledBack, run.State);
        Assert.Contains("somebody else", run.Problem, StringComparison.Ordinal);
        Assert.Equal("written-by-somebody-else-0123456789", await room.ValueAsync(Key));
    }

    [Fact]
    public async Task What_a_rotator_keeps_is_there_in_later_steps_sealed_accepted_by_nobody_and_gone_with_the_run()
    {
        await using var house = await RotationHouse.BuildAsync(server, [Key]);
        NotingRotator rotator = null!;
        await using var room = house.Open(room => [rotator = new NotingRotator(new RandomKeyRotator(room.Accepted))]);

        var run = await room.RotateAsync(Key);

        Assert.Equal(1, await house.CountAsync("rotation_values WHERE name = 'note:candidate.id'"));
        Assert.DoesNotContain(NotingRotator.Id, await PgDump.OfAsync(house.Database.AdminConnectionString), StringComparison.Ordinal);
        Assert.DoesNotContain(NotingRotator.Id, (await room.Accepted.ReadAsync(Key, Cancel)).Select(value => value.Reveal()));
        Assert.Equal(RotationStates.Finished, (await room.Runner.RetireAsync(RotationRoom.Work, run.Id, Cancel)).State);
        Assert.Equal(
            [("prove", null), ("create", null), ("set", NotingRotator.Id), ("test", NotingRotator.Id), ("retire", NotingRotator.Id)], rotator.Found);
        Assert.Equal(0, await house.CountAsync("rotation_values"));
    }

    [Fact]
    public async Task Of_two_engines_that_begin_at_once_one_begins_and_both_together_rotate_once()
    {
        await using var house = await RotationHouse.BuildAsync(server, [$"vault:{Key}"]);
        await using var one = house.Open();
        await using var two = house.Open();
        var secret = RotationHouse.SecretOf($"vault:{Key}");

        var begun = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => TryStartAsync(i % 2 == 0 ? one : two, secret))));
        var run = Assert.Single(begun.OfType<RotationRun>());
        while ((await one.RunAsync(run.Id)).State is RotationStates.Running)
            await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => (i % 2 == 0 ? one : two).Runner.RunAsync(run.Id, Cancel))));

        Assert.Equal(RotationStates.Overlap, (await one.RunAsync(run.Id)).State);
        Assert.Equal(2, await house.CountAsync("project_secret_versions"));
        Assert.Equal(5, await house.CountAsync("rotation_steps"));
        Assert.Equal(2, await house.CountAsync("rotation_values"));
    }

    [Fact]
    public async Task A_clock_that_jumps_neither_ends_an_overlap_before_its_time_nor_keeps_it_for_years()
    {
        await using var house = await RotationHouse.BuildAsync(server, [Key]);
        var time = new JumpingClock();
        await using var room = house.Open(time: time);
        var run = await room.RotateAsync(Key);

        time.Jump(TimeSpan.FromDays(-1000));
        var moved = await room.Runner.RunAsync(run.Id, Cancel);

        Assert.Equal(RotationStates.Overlap, moved!.State);
        Assert.Equal(TimeSpan.FromHours(1), moved.NotBefore - moved.ChangedAt);
        time.Jump(TimeSpan.FromMinutes(59));
        Assert.Null(await room.Runner.RunAsync(run.Id, Cancel));
        time.Jump(TimeSpan.FromMinutes(2));
        Assert.Equal(RotationStates.Finished, (await room.Runner.RunAsync(run.Id, Cancel))!.State);
        // And a new one, far ahead.
        time.Jump(TimeSpan.FromDays(2000));
        Assert.Equal(RotationStates.Overlap, (await room.RotateAsync(Key)).State);
        Assert.Equal(2, await house.CountAsync("rotation_runs"));
    }

    [Fact]
    public async Task A_person_takes_a_rotation_back_during_its_overlap_and_not_after_it()
    {
        await using var house = await RotationHouse.BuildAsync(server, [Key]);
        var chief = await house.Database.AddUserAsync("chief", isAdmin: true);
        await using var room = house.Open();
        var run = await room.RotateAsync(Key);

        var back = await room.Runner.RollBackAsync(chief, run.Id, Cancel);

        Assert.Equal((RotationStates.RolledBack, $"taken back by {chief}"), (back.State, back.Problem));
        Assert.Equal(RotationHouse.FirstValue(Key), await room.ValueAsync(Key));
        Assert.Equal(VaultError.Conflict, (await Assert.ThrowsAsync<VaultException>(() => room.Runner.RollBackAsync(chief, run.Id, Cancel))).Error);
        Assert.Contains(room.Accesses, access => access.Key == $"api:rotation {Key}" && access.User == chief.Principal);
        Assert.Equal(
            VaultError.Forbidden,
            (await Assert.ThrowsAsync<VaultException>(() => room.Runner.RollBackAsync(VaultIdentity.OfUser(house.Place.Member), run.Id, Cancel))).Error);
        Assert.Equal(
            VaultError.Forbidden,
            (await Assert.ThrowsAsync<VaultException>(() => room.Runs.StartAsync(VaultIdentity.OfUser(house.Place.Member), Key, RotationReasons.Demand, rotator: null, Cancel))).Error);
    }

    [Fact]
    public async Task What_works_one_way_only_is_not_rolled_back_but_tried_again()
    {
        await using var house = await RotationHouse.BuildAsync(server, [Key]);
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var room = house.Open(room => [new FailingRotator(new RandomKeyRotator(room.Accepted), RotationSteps.Test) { IsOneWay = true, Times = 2 }], time);

        var run = await room.RotateAsync(Key);

        Assert.Equal((RotationStates.Running, RotationSteps.Test, 1), (run.State, run.Step, run.Attempts));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(2, (await room.Runner.RunAsync(run.Id, Cancel))!.Attempts);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(RotationStates.Overlap, (await room.Runner.RunAsync(run.Id, Cancel))!.State);
    }

    [Fact]
    public async Task What_is_on_its_way_is_wrapped_anew_with_everything_else()
    {
        await using var house = await RotationHouse.BuildAsync(server, [Key]);
        var (old, fresh) = (Keys.Local(1), Keys.Local(2));
        await using var room = house.Open();
        room.Ring = () => new KeyRing(old);
        await new KeyRegistry(room.Database).AdmitAsync(new KeyRing(old), Cancel);
        var run = await room.RotateAsync(Key);

        await new KeyRegistry(room.Database).AdmitAsync(new KeyRing(fresh, old), Cancel);
        await new KeyRewrap(room.Database, () => new KeyRing(fresh, old), TimeProvider.System).RunAsync(progress: null, Cancel);
        room.Ring = () => new KeyRing(fresh);

        Assert.Equal(RotationStates.RolledBack, (await room.Runner.RollBackAsync(RotationRoom.Work, run.Id, Cancel)).State);
        Assert.Equal(RotationHouse.FirstValue(Key), await room.ValueAsync(Key));
    }

    private static async Task<RotationRun?> TryStartAsync(RotationRoom room, string secret)
    {
        try
        {
            return await room.StartAsync(secret);
        }
        catch (VaultException fault) when (fault.Error is VaultError.Conflict)
        {
            return null;
        }
    }
}
