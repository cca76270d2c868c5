namespace DevFlow.Secrets.Vault.Tests.Incidents;

/// <summary>What waits for others: who is told of a breach, and engines that remember.</summary>
public sealed class IncidentNoticeTests(VaultServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_webhook_that_hangs_holds_up_nothing_and_is_told_of_the_end_too()
    {
        await using var house = await IncidentHouse.BuildAsync(server, ["KEY_A"]);
        await using var room = house.Open();
        room.Notices = [(IncidentActionKinds.NotifyWebhook, "to hooks.example.org")];
        var hanging = new HangingWork(IncidentActionKinds.NotifyWebhook);
        var declared = await room.Incidents.DeclareAsync(house.Chief, IncidentScopes.Secret, "KEY_A", "found in a log", Cancel);
        var runner = room.Runner(declared.Incident.Id, instead: hanging);

        var telling = runner.NotifyAsync(Cancel);
        await hanging.Begun.WaitAsync(Cancel);
        while ((await room.Incidents.GetAsync(house.Chief, declared.Incident.Id, Cancel)).Actions.Any(action => action.IsOpen && !IncidentActionKinds.IsNotice(action.Kind)))
        {
            await runner.RunAsync(Cancel);
            foreach (var run in await room.Rotation.Runs.ReadyAsync(100, Cancel))
                await room.Rotation.Runner.RunAsync(run, Cancel);
        }

        Assert.False(telling.IsCompleted);
        Assert.Null((await room.Incidents.GetAsync(house.Chief, declared.Incident.Id, Cancel)).Incident.ClosedAt);
        hanging.Go();
        Assert.Equal(1, await telling);
        await runner.RunAsync(Cancel);
        Assert.Equal(1, await runner.NotifyAsync(Cancel));
        var ended = await room.Incidents.GetAsync(house.Chief, declared.Incident.Id, Cancel);
        Assert.NotNull(ended.Incident.ClosedAt);
        Assert.All(ended.Actions, action => Assert.Equal(IncidentActionStates.Done, action.State));
    }

    [Fact]
    public async Task A_provider_that_hangs_holds_up_neither_another_nor_a_notice_nor_the_rest()
    {
        await using var house = await IncidentHouse.BuildAsync(server, ["JWT_SECRET"]);
        await using var room = house.Open();
        var carol = await house.AddPersonAsync("carol", each: 1);
        await house.House.Database.AsAdminAsync($"""
            INSERT INTO devflow.provider_accounts (id, user_id, provider, account_id, account_name, state, connected_at)
            SELECT gen_random_uuid(), '{carol.User}', provider, '1', 'carol', 'connected', now() FROM unnest(ARRAY['github', 'atlassian']) provider
            """);
        room.Notices = [(IncidentActionKinds.NotifyWebhook, "to hooks.example.org")];
        var (hanging, other, telling) = (new HangingWork(IncidentActionKinds.Disconnect("github")), new HangingWork(IncidentActionKinds.Disconnect("atlassian")), new HangingWork(IncidentActionKinds.NotifyWebhook));
        other.Go();
        telling.Go();
        var id = (await room.Incidents.DeclareAsync(house.Chief, IncidentScopes.User, "carol", "a laptop was stolen", Cancel)).Incident.Id;
        var runner = room.Runner(id, instead: [hanging, other, telling]);

        var disconnecting = runner.DisconnectAsync(Cancel);
        await hanging.Begun.WaitAsync(Cancel);
        while (await OpenAsync() is not ["disconnect-github", "look", "notify-webhook"])
        {
            await runner.RunAsync(Cancel);
            await runner.NotifyAsync(Cancel);
            foreach (var run in await room.Rotation.Runs.ReadyAsync(100, Cancel))
                await room.Rotation.Runner.RunAsync(run, Cancel);
        }

        Assert.False(disconnecting.IsCompleted);
        hanging.Go();
        Assert.Equal(2, await disconnecting);
        Assert.Equal(["look", "notify-webhook"], await OpenAsync());

        async Task<List<string>> OpenAsync() =>
            [.. (await room.Incidents.GetAsync(house.Chief, id, Cancel)).Actions.Where(action => action.IsOpen).Select(action => action.Kind).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task The_sweep_waits_for_engines_to_forget_however_short_values_of_before_are_accepted()
    {
        var now = DateTimeOffset.UnixEpoch.AddDays(1);
        var work = IncidentRunner.Works(null!, null!, null!, null!, null!, grace: TimeSpan.Zero, settling: TimeSpan.FromSeconds(10)).Single(one => one.Kind is IncidentActionKinds.Sweep);

        Assert.Equal(TimeSpan.FromSeconds(7), (await work.DoAsync(Context(now.AddSeconds(-3)), Cancel)).Wait);
        Assert.Equal(IncidentActionStates.Done, (await work.DoAsync(Context(now.AddSeconds(-10)), Cancel)).State);
        // What a provider or a receiver answers to late does not make it begin to wait again.
        foreach (var late in (string[])[IncidentActionKinds.Disconnect("github"), IncidentActionKinds.NotifyWebhook, IncidentActionKinds.NotifyMail])
        {
            Assert.Equal(TimeSpan.FromSeconds(7), (await work.DoAsync(Context(now.AddSeconds(-3), late), Cancel)).Wait);
            Assert.Equal(IncidentActionStates.Done, (await work.DoAsync(Context(now.AddSeconds(-10), late), Cancel)).State);
        }

        IncidentContext Context(DateTimeOffset contained, string? late = null)
        {
            var incident = new Incident(Guid.NewGuid(), IncidentScopes.Tier, "system", "a drill", "user:1", contained, ClosedAt: null, Open: 1, ForPeople: 0);
            var rotate = new IncidentAction
            {
                Id = Guid.NewGuid(),
                Incident = incident.Id,
                Number = 1,
                Phase = IncidentPhases.Contain,
                Kind = IncidentActionKinds.Rotate,
                Subject = "JWT_SECRET",
                Detail = "",
                State = IncidentActionStates.Done,
                BegunAt = contained,
                EndedAt = contained,
            };
            IReadOnlyList<IncidentAction> all = late is null ? [rotate] : [rotate, rotate with { Kind = late, EndedAt = now }];
            return new(incident, rotate with { Kind = IncidentActionKinds.Sweep, Phase = IncidentPhases.Assure, Number = 2, EndedAt = null }, all, Connection: null!, now);
        }
    }
}
