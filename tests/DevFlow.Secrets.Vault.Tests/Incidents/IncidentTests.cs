using DevFlow.Secrets.Vault.Tests.Rotation;
using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Incidents;

/// <summary>What a breach reaches, what is done about it by the engine and by people, and who may.</summary>
public sealed class IncidentTests(VaultServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_names_all_that_was_reachable_and_what_is_left_to_people_with_the_place_and_changes_nothing()
    {
        await using var house = await IncidentHouse.BuildAsync(
            server, ["MADE_KEY", "op:VENDOR_KEY", "OBSERVED_KEY", "OTHER_KEY", "JWT_SECRET", "vault:BY_HAND", "vault:MADE_HERE"],
            key => key switch { "VENDOR_KEY" => "used_by: [worker]", "MADE_KEY" => "rotator: random-key, used_by: [worker, portal]", "JWT_SECRET" => "used_by: [portal]", _ => "rotator: random-key" });
        await using var room = house.Open();
        await room.Rotation.RotateAsync("project/shop/production/MADE_HERE");
        await house.House.Database.AsAdminAsync("""
            INSERT INTO devflow.secret_reads VALUES ('system', 'OBSERVED_KEY', 'worker', 3, now(), now());
            INSERT INTO devflow.project_members (project_id, principal, role, added_by) SELECT id, 'service:worker', 'viewer', 'user:x' FROM devflow.projects;
            """);
        await house.LeaseAsync(VaultIdentity.OfService("worker"));
        var carol = await house.AddPersonAsync("carol", each: 2, leases: 1);
        await new UserSecrets(house.House.Database.Vault, room.Rotation.Envelope, (_, _) => default, TimeProvider.System).As(carol)
            .WriteAsync("github/token", Support.TestVault.Value("x"), expiresAt: null, expectedVersion: null, Cancel);

        var worker = await room.Planner.PlanAsync(house.Chief, IncidentScopes.Service, "worker", Cancel);
        var person = await room.Planner.PlanAsync(house.Chief, IncidentScopes.User, "carol", Cancel);
        var tier = await room.Planner.PlanAsync(house.Chief, IncidentScopes.Tier, "system", Cancel);
        var one = await room.Planner.PlanAsync(house.Chief, IncidentScopes.Secret, "MADE_KEY", Cancel);

        Assert.Equal("service:worker", worker.Subject);
        Assert.Equal(
            [
                "revoke-leases service:worker", "revoke-links service:worker", "rotate JWT_SECRET", "rotate MADE_KEY", "rotate OBSERVED_KEY", "rotate project/shop/production/MADE_HERE", "replace VENDOR_KEY (person)",
                "replace project/shop/production/BY_HAND (person)", "look service:worker (person)", "invalidate *", "sweep *",
            ],
            worker.Actions.Select(TextOf));
        Assert.Contains("leases that count now: 1", worker.Actions[0].Detail, StringComparison.Ordinal);
        Assert.Contains("read by portal, worker", worker.Actions[3].Detail, StringComparison.Ordinal);
        Assert.Contains("1password", worker.Actions[6].Detail, StringComparison.Ordinal);
        Assert.Equal(
            [$"revoke-keys {carol}", $"end-sessions {carol}", $"revoke-leases {carol}", $"revoke-links {carol}", "rotate JWT_SECRET", $"replace {carol} (person)", $"look {carol} (person)", "invalidate *", "sweep *"], person.Actions.Select(TextOf));
        Assert.DoesNotContain("github", string.Concat(person.Actions), StringComparison.Ordinal);
        Assert.Equal(
            ["revoke-leases *", "revoke-links *", "rotate JWT_SECRET", "rotate MADE_KEY", "rotate OBSERVED_KEY", "rotate OTHER_KEY", "replace VENDOR_KEY (person)", "look JWT_SECRET (person)", "invalidate *", "sweep *"],
            tier.Actions.Select(TextOf));
        Assert.Equal(["revoke-links MADE_KEY", "rotate MADE_KEY", "invalidate *", "sweep *"], one.Actions.Select(TextOf));
        Assert.Equal(0, await house.ScalarAsync<long>("SELECT count(*) FROM devflow.incidents"));
        Assert.Equal(1, await house.ScalarAsync<long>("SELECT count(*) FROM devflow.rotation_runs"));

        static string TextOf(PlannedAction action) => $"{action.Kind} {action.Subject}{(action.IsForPerson ? " (person)" : "")}";
    }

    [Fact]
    public async Task It_ends_when_people_have_said_what_they_did_and_a_run_that_was_under_way_is_no_answer_to_it()
    {
        await using var house = await IncidentHouse.BuildAsync(server, ["KEY_A", "VENDOR_KEY"], key => key == "VENDOR_KEY" ? "used_by: [worker]" : "rotator: random-key, overlap: 1h, used_by: [worker]");
        await using var room = house.Open();
        var before = await room.Rotation.RotateAsync("KEY_A");
        Assert.Equal(RotationStates.Overlap, before.State);
        var caught = await room.Rotation.ValueAsync("KEY_A");

        var declared = await room.Incidents.DeclareAsync(house.Chief, IncidentScopes.Service, "worker", "its host was found open", Cancel);
        var again = await FaultAsync(() => room.Incidents.DeclareAsync(house.Chief, IncidentScopes.Service, "service:worker", "again", Cancel));
        var carried = await room.CarryOutAsync(house.Chief, declared.Incident.Id);

        Assert.Equal(VaultError.Conflict, again.Error);
        Assert.Contains($"{declared.Incident.Id}", again.Message, StringComparison.Ordinal);
        Assert.Equal((2, null), (carried.Incident.ForPeople, carried.Incident.ClosedAt));
        var value = await room.Rotation.ValueAsync("KEY_A");
        Assert.DoesNotContain(value, (string[])[caught, RotationHouse.FirstValue("KEY_A")]);
        Assert.Equal([value], (await room.Rotation.Accepted.ReadAsync("KEY_A", Cancel)).Select(accepted => accepted.Reveal()));
        Assert.Equal(["finished", "finished"], (await room.Rotation.Runs.ListAsync(RotationRoom.Work, "KEY_A", 5, Cancel)).Select(run => run.State));

        // What the engine has to do is not for people to say, and nothing is said twice.
        var rotate = carried.Actions.Single(action => action.Kind is IncidentActionKinds.Rotate);
        Assert.Equal(VaultError.Conflict, (await FaultAsync(() => room.Incidents.FinishAsync(house.Chief, declared.Incident.Id, rotate.Number, "me", Cancel))).Error);
        Assert.Equal(VaultError.NotFound, (await FaultAsync(() => room.Incidents.FinishAsync(house.Chief, declared.Incident.Id, 99, "me", Cancel))).Error);
        Assert.Equal(VaultError.Invalid, (await FaultAsync(() => room.Incidents.FinishAsync(house.Chief, declared.Incident.Id, 1, " ", Cancel))).Error);
        foreach (var action in carried.Actions.Where(action => action.State is IncidentActionStates.Person))
            await room.Incidents.FinishAsync(house.Chief, declared.Incident.Id, action.Number, "replaced in the vendor's console", Cancel);
        var vendor = carried.Actions.Single(action => action.Kind is IncidentActionKinds.Replace);
        Assert.Equal(VaultError.Conflict, (await FaultAsync(() => room.Incidents.FinishAsync(house.Chief, declared.Incident.Id, vendor.Number, "twice", Cancel))).Error);

        var closed = await room.CarryOutAsync(house.Chief, declared.Incident.Id);
        Assert.NotNull(closed.Incident.ClosedAt);
        Assert.Equal("closed: everything is done", closed.Timeline[^1].What);
        Assert.Equal("chief", closed.Names[closed.Timeline[0].Actor]);
        Assert.Equal(house.Chief.Principal, closed.Actions[vendor.Number - 1].EndedBy);
        // Told when the engine had done its part, and again when the new value was there.
        Assert.Equal(2, await house.ScalarAsync<long>("SELECT count(*) FROM devflow.announcements WHERE key = 'VENDOR_KEY' AND revoked"));
        Assert.Contains(room.OnRecord, record => record == $"{house.Chief} api:incident {declared.Incident.Id} service service:worker written");
        Assert.Contains(room.OnRecord, record => record.StartsWith($"engine:incidents api:incident {declared.Incident.Id} rotate KEY_A done", StringComparison.Ordinal));
        // A second breach of the same is another incident.
        Assert.NotEqual(declared.Incident.Id, (await room.Incidents.DeclareAsync(house.Chief, IncidentScopes.Service, "worker", "once more", Cancel)).Incident.Id);
        Assert.Equal(2, (await room.Incidents.ListAsync(house.Chief, isOpen: false, 10, Cancel)).Count);
        Assert.Single(await room.Incidents.ListAsync(house.Chief, isOpen: true, 10, Cancel));
    }

    [Fact]
    public async Task What_fails_is_tried_again_said_once_and_left_to_people_when_it_cannot_be_done()
    {
        await using var house = await IncidentHouse.BuildAsync(server, ["KEY_A", "KEY_B"]);
        await using var room = house.Open(rotation => [new FailingRotator(new RandomKeyRotator(rotation.Accepted), RotationSteps.Test)]);
        var clock = new JumpingClock();
        var a = await room.Incidents.DeclareAsync(house.Chief, IncidentScopes.Secret, "KEY_A", "found in a log", Cancel);
        var b = await room.Incidents.DeclareAsync(house.Chief, IncidentScopes.Secret, "KEY_B", "found in a log", Cancel);
        var failing = new FailingWork(IncidentActionKinds.Invalidate, new IOException("a stranger's words, with a value in them"));

        var carried = await room.CarryOutAsync(house.Chief, a.Incident.Id);
        var rotate = Assert.Single(carried.Actions, action => action.Kind is IncidentActionKinds.Rotate);
        Assert.Equal(IncidentActionStates.Person, rotate.State);
        Assert.Contains(FailingRotator.Reason, rotate.Problem, StringComparison.Ordinal);
        Assert.Equal("incident", Assert.Single(room.Alerts).Kind);
        Assert.Equal(RotationHouse.FirstValue("KEY_A"), await room.Rotation.ValueAsync("KEY_A"));

        while ((await room.Incidents.GetAsync(house.Chief, b.Incident.Id, Cancel)).Actions[1].State is not IncidentActionStates.Person)
        {
            await room.Runner(b.Incident.Id, time: clock).RunAsync(Cancel);
            foreach (var run in await room.Rotation.Runs.ReadyAsync(100, Cancel))
                await room.Rotation.Runner.RunAsync(run, Cancel);
            clock.Jump(TimeSpan.FromSeconds(2));
        }

        for (var i = 0; i < 3; i++)
        {
            await room.Runner(b.Incident.Id, time: clock, instead: failing).RunAsync(Cancel);
            clock.Jump(TimeSpan.FromMinutes(10));
        }

        var waiting = await room.Incidents.GetAsync(house.Chief, b.Incident.Id, Cancel);
        Assert.Equal((IncidentActionStates.Begun, 3, "IOException"), (waiting.Actions[2].State, waiting.Actions[2].Attempts, waiting.Actions[2].Problem));
        Assert.Single(waiting.Timeline, one => one.What.StartsWith("waits", StringComparison.Ordinal) && one.Action == 3);
        Assert.DoesNotContain(waiting.Timeline, one => one.What.Contains("stranger", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_who_administers_declares_and_sees_and_nobody_changes_what_was_told()
    {
        await using var house = await IncidentHouse.BuildAsync(server, ["KEY_A"]);
        await using var room = house.Open();
        var anna = VaultIdentity.OfUser(house.House.Place.Member);
        var declared = await room.Incidents.DeclareAsync(house.Chief, IncidentScopes.Secret, "KEY_A", "found in a log", Cancel);

        foreach (var nobody in (VaultIdentity[])[anna, VaultIdentity.OfService("worker"), VaultIdentity.OfUser(anna.User!.Value, isAdmin: true)])
        {
            Assert.Equal(VaultError.Forbidden, (await FaultAsync(() => room.Incidents.DeclareAsync(nobody, IncidentScopes.Tier, "project", "x", Cancel))).Error);
            Assert.Empty(await room.Incidents.ListAsync(nobody, isOpen: false, 10, Cancel));
            Assert.Equal(VaultError.NotFound, (await FaultAsync(() => room.Incidents.GetAsync(nobody, declared.Incident.Id, Cancel))).Error);
            await DeniedAsync(nobody, "SELECT devflow.end_sessions('*')");
        }

        await DeniedAsync(house.Chief, "SELECT devflow.revoke_api_keys('*')");
        await DeniedAsync(house.Chief, "UPDATE devflow.incident_events SET what = 'nothing happened'");
        await DeniedAsync(house.Chief, "DELETE FROM devflow.incidents");
        await DeniedAsync(house.Chief, $"INSERT INTO devflow.incident_events (incident, at, actor, what) VALUES ('{declared.Incident.Id}', now(), 'user:another', 'x')");
        Assert.Equal(0, await RunAsync(house.Chief, "UPDATE devflow.incident_actions SET state = 'done', ended_at = now(), ended_by = devflow.principal()"));
        foreach (var (scope, subject, error) in new[]
        {
            (IncidentScopes.Secret, "NO_SUCH_KEY", VaultError.NotFound), (IncidentScopes.Secret, "project/shop/production/NONE", VaultError.NotFound), (IncidentScopes.Service, "nobody", VaultError.NotFound),
            (IncidentScopes.User, "nobody", VaultError.NotFound), (IncidentScopes.Tier, "fourth", VaultError.Invalid), ("planet", "earth", VaultError.Invalid),
        })
            Assert.Equal(error, (await FaultAsync(() => room.Planner.PlanAsync(house.Chief, scope, subject, Cancel))).Error);

        async Task DeniedAsync(VaultIdentity identity, string sql) => Assert.Equal(VaultError.Forbidden, (await FaultAsync(() => RunAsync(identity, sql))).Error);

        Task<int> RunAsync(VaultIdentity identity, string sql) => house.House.Database.Vault.RunAsync(
            identity,
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand(sql, connection);
                return await command.ExecuteNonQueryAsync(token);
            },
            Cancel);
    }

    private static Task<VaultException> FaultAsync(Func<Task> work) => Assert.ThrowsAsync<VaultException>(work);
}
