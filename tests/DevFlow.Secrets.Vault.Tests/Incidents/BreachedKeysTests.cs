using DevFlow.Secrets.Vault.Tests.Rotation;

namespace DevFlow.Secrets.Vault.Tests.Incidents;

/// <summary>Breaches of secrets that are not like all: of a provider that does not answer or keeps the value, and of the platform's own keys.</summary>
public sealed class BreachedKeysTests(VaultServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_server_left_as_it_is_has_not_ended_and_is_left_to_people()
    {
        await using var house = await IncidentHouse.BuildAsync(server, ["TOKEN_A", "KEY_A"]);
        await using var room = house.Open(rotation => [new OddRotator(new RandomKeyRotator(rotation.Accepted)) { MayKeepValue = true }]);

        var declared = await room.Incidents.DeclareAsync(house.Chief, IncidentScopes.Secret, "TOKEN_A", "found in a log", Cancel);
        var carried = await room.CarryOutAsync(house.Chief, declared.Incident.Id);

        var rotate = Assert.Single(carried.Actions, action => action.Kind is IncidentActionKinds.Rotate);
        Assert.Equal((IncidentActionStates.Person, RotationStates.Finished), (rotate.State, (await room.Rotation.RunAsync(rotate.Id)).State));
        Assert.Contains("what leaked is still accepted", rotate.Problem, StringComparison.Ordinal);
        Assert.Null(carried.Incident.ClosedAt);
        await room.Incidents.FinishAsync(house.Chief, declared.Incident.Id, rotate.Number, "revoked and signed in again", Cancel);
        Assert.NotNull((await room.CarryOutAsync(house.Chief, declared.Incident.Id)).Incident.ClosedAt);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_holds_up_no_declaration_and_a_plan_for_a_moment_alone()
    {
        await using var house = await IncidentHouse.BuildAsync(server, ["KEY_A", "KEY_B", "KEY_C"]);
        OddRotator? hanging = null;
        await using var room = house.Open(rotation => [hanging = new OddRotator(new RandomKeyRotator(rotation.Accepted)) { IsHanging = true }], patience: TimeSpan.FromMilliseconds(200));

        var declared = await room.Incidents.DeclareAsync(house.Chief, IncidentScopes.Tier, "system", "a host was open", Cancel);
        Assert.Equal(0, hanging!.Proofs);
        Assert.Equal(3, declared.Actions.Count(action => action is { Kind: IncidentActionKinds.Rotate, State: IncidentActionStates.Planned, Detail: "by random-key in .env; read by nobody that is known" }));

        var plan = await room.Planner.PlanAsync(house.Chief, IncidentScopes.Tier, "system", Cancel);
        Assert.Equal(3, plan.Actions.Count(action => action is { Kind: IncidentActionKinds.Rotate, IsForPerson: false } && action.Detail.EndsWith("whether it can be was not to be seen in 0.2 s", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Whoever_reads_the_platforms_own_keys_brings_along_what_they_open()
    {
        await using var house = await IncidentHouse.BuildAsync(
            server, ["SESSION_SECRET", "DATABASE_URL", "SECRET_ENCRYPTION_KEY", "JWT_SECRET", "op:VENDOR_KEY"],
            key => key switch { "SESSION_SECRET" or "DATABASE_URL" or "SECRET_ENCRYPTION_KEY" => "used_by: [engine]", "VENDOR_KEY" => "used_by: [other]", _ => "rotator: random-key" });
        await using var room = house.Open();
        var carol = await house.AddPersonAsync("carol", each: 1);
        var before = await room.Planner.PlanAsync(house.Chief, IncidentScopes.User, "carol", Cancel);
        await house.House.Database.AsAdminAsync($"""
            INSERT INTO devflow.secret_reads VALUES ('system', 'OP_CONNECT_TOKEN', 'portal', 1, now(), now());
            INSERT INTO devflow.secret_reads VALUES ('system', 'JWT_SECRET', 'signer', 1, now(), now());
            """);

        var service = (await room.Planner.PlanAsync(house.Chief, IncidentScopes.Service, "engine", Cancel)).Actions;
        var portal = (await room.Planner.PlanAsync(house.Chief, IncidentScopes.Service, "portal", Cancel)).Actions;
        var signer = (await room.Planner.PlanAsync(house.Chief, IncidentScopes.Service, "signer", Cancel)).Actions;

        Assert.Contains(service, action => action is { Kind: IncidentActionKinds.EndSessions, Subject: "*" });
        Assert.Contains(service, action => action is { Kind: IncidentActionKinds.RevokeLeases, Subject: "*" });
        Assert.Contains(service, action => action is { Kind: IncidentActionKinds.RevokeLinks, Subject: "service:engine" });
        Assert.Single(service, action => action is { Kind: IncidentActionKinds.Look, Subject: "DATABASE_URL" });
        Assert.Equal(2, service.Count(action => action is { Kind: IncidentActionKinds.Look, Subject: "SECRET_ENCRYPTION_KEY" }));
        // Rotated to end tokens, and known to nobody.
        Assert.DoesNotContain(service, action => action is { Kind: IncidentActionKinds.Look, Subject: "JWT_SECRET" });
        Assert.Contains(portal, action => action is { Kind: IncidentActionKinds.Replace, Subject: "VENDOR_KEY" });
        Assert.Equal(["*", "*"], signer.Where(action => action.Kind is IncidentActionKinds.RevokeLeases or IncidentActionKinds.RevokeLinks).Select(action => action.Subject));
        Assert.Contains(signer, action => action is { Kind: IncidentActionKinds.Look, Subject: "JWT_SECRET" });
        Assert.Equal([carol.Principal, carol.Principal, carol.Principal, carol.Principal], before.Actions.Take(4).Select(action => action.Subject));
    }

    [Fact]
    public async Task The_key_before_that_opens_the_vault_stays_for_its_overlap_and_a_rotation_that_is_under_way_leaves_nothing_to_people()
    {
        await using var house = await IncidentHouse.BuildAsync(server, ["SECRET_ENCRYPTION_KEY"], _ => "rotator: key-encryption-key", RotatedKeys.WrapAsync);
        await using var room = house.Open(rotation => [RotatedKeys.RotatorOf(rotation)]);

        var declared = await room.Incidents.DeclareAsync(house.Chief, IncidentScopes.Secret, "SECRET_ENCRYPTION_KEY", "found in a backup", Cancel);
        var carried = await room.CarryOutAsync(house.Chief, declared.Incident.Id);

        var rotate = Assert.Single(carried.Actions, action => action.Kind is IncidentActionKinds.Rotate);
        Assert.Equal(IncidentActionStates.Done, rotate.State);
        Assert.Contains("the key before is kept until", rotate.Result, StringComparison.Ordinal);
        var run = await room.Rotation.RunAsync(rotate.Id);
        Assert.Equal(RotationStates.Overlap, run.State);
        Assert.True(run.NotBefore - run.ChangedAt > TimeSpan.FromDays(6));
        Assert.Contains(carried.Actions, action => action is { Kind: IncidentActionKinds.Look, State: IncidentActionStates.Person } && action.Detail.Contains("/retire", StringComparison.Ordinal));

        var again = await room.Planner.PlanAsync(house.Chief, IncidentScopes.Tier, "system", Cancel);
        Assert.Contains(again.Actions, action => action is { Kind: IncidentActionKinds.Rotate, IsForPerson: false } && action.Detail.Contains("under way is ended first", StringComparison.Ordinal));
        Assert.Equal(RotationStates.Finished, (await room.Rotation.Runner.RetireAsync(RotationRoom.Work, run.Id, Cancel)).State);
    }
}
