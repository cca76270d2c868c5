using DevFlow.Secrets.Vault.Tests.Support;

namespace DevFlow.Secrets.Vault.Tests.Rotation;

/// <summary>What cannot be rotated is told before anything is touched, and no value is told at all.</summary>
public sealed class RotationRefusalTests(VaultServer server)
{
    private const string Key = "SIGNING_KEY";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_that_cannot_be_proven_or_written_fails_with_the_reason_and_nothing_is_touched()
    {
        await using var house = await RotationHouse.BuildAsync(server, [Key, "IN_ENVIRONMENT", "HIDDEN", "SHORT", "EXAMPLE", "NOWHERE", "op:GONE"]);
        var path = Path.Combine(house.Place.Folder, ".env");
        var text = (await File.ReadAllTextAsync(path, Cancel))
            .Replace($"IN_ENVIRONMENT={RotationHouse.FirstValue("IN_ENVIRONMENT")}", "", StringComparison.Ordinal)
            .Replace($"NOWHERE={RotationHouse.FirstValue("NOWHERE")}", "", StringComparison.Ordinal)
            .Replace(RotationHouse.FirstValue("SHORT"), "short", StringComparison.Ordinal)
            .Replace(RotationHouse.FirstValue("EXAMPLE"), "your-key-that-you-should-write-here", StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text, Cancel);
        await File.WriteAllTextAsync(Path.Combine(house.Place.Folder, ".env.local"), "HIDDEN=of-a-higher-layer-0123456789", Cancel);
        ((Dictionary<string, string>)house.Place.Environment)["IN_ENVIRONMENT"] = RotationHouse.FirstValue("IN_ENVIRONMENT");
        await house.Connect.StopAsync(Cancel);
        await using var room = house.Open();
        (string Secret, string Says)[] table =
        [
            ("IN_ENVIRONMENT", "replace it there"), ("HIDDEN", "a higher layer hides it"), ("SHORT", "fewer than 16"), ("EXAMPLE", "the example"),
            ("NOWHERE", "is set nowhere"), ("GONE", "cannot be told"),
        ];

        foreach (var (secret, says) in table)
        {
            var run = await room.RotateAsync(secret);
            Assert.True(run.State is RotationStates.Failed && run.Problem!.Contains(says, StringComparison.Ordinal), $"{secret}: {run.State}: {run.Problem}");
        }

        Assert.Equal(text, await File.ReadAllTextAsync(path, Cancel));
        Assert.Equal(0, await house.CountAsync("rotation_values"));
        Assert.Equal(table.Length, await house.CountAsync("alerts"));
    }

    [Theory]
    [InlineData("NO_SUCH_KEY", VaultError.NotFound)]
    [InlineData("ENDPOINT", VaultError.Invalid)]
    [InlineData("BY_HAND", VaultError.Invalid)]
    [InlineData("MISNAMED", VaultError.Invalid)]
    [InlineData("project/shop", VaultError.Invalid)]
    [InlineData("project/shop/nowhere/KEY", VaultError.Invalid)]
    // It may be a key that somebody else issued.
    [InlineData("project/shop/production/KEY", VaultError.Invalid)]
    public async Task What_nothing_rotates_is_refused(string secret, VaultError error)
    {
        await using var house = await RotationHouse.BuildAsync(server, ["ENDPOINT", "BY_HAND", "MISNAMED"], key => key switch
        {
            "ENDPOINT" => "secret: false",
            "MISNAMED" => "rotator: nobody",
            _ => "tier: system",
        });
        await using var room = house.Open();

        var fault = await Assert.ThrowsAsync<VaultException>(() => room.Runs.StartAsync(RotationRoom.Work, secret, RotationReasons.Demand, rotator: null, Cancel));

        Assert.Equal(error, fault.Error);
        Assert.Equal(0, await house.CountAsync("rotation_runs"));
    }

    [Fact]
    public async Task No_value_is_in_the_database_the_records_the_log_or_an_alert()
    {
        await using var house = await RotationHouse.BuildAsync(server, [Key, $"op:{Key}_2", $"vault:{Key}_3", "FAILS"]);
        await using var room = house.Open();
        await using var failing = house.Open(room => [new FailingRotator(new RandomKeyRotator(room.Accepted), RotationSteps.Test)]);
        var values = new List<string>();
        foreach (var secret in (string[])[Key, $"{Key}_2", RotationHouse.SecretOf($"vault:{Key}_3")])
        {
            await room.RotateAsync(secret);
            values.Add(await room.ValueAsync(secret));
            values.Add(RotationHouse.FirstValue(secret.Split('/')[^1]));
        }

        await failing.RotateAsync("FAILS");
        values.Add(RotationHouse.FirstValue("FAILS"));

        var dump = await PgDump.OfAsync(house.Database.AdminConnectionString);
        var told = string.Join('\n', [
            .. room.Logger.Lines, .. failing.Logger.Lines, .. room.Accesses.Select(access => $"{access}"), .. failing.Accesses.Select(access => $"{access}"),
            .. failing.Alerts.Select(alert => $"{alert}"),
            .. (await room.Runs.ListAsync(RotationRoom.Work, secret: null, 100, Cancel)).Select(run => $"{run}"),
        ]);
        Assert.Contains(Key, dump, StringComparison.Ordinal);
        Assert.Contains(Key, told, StringComparison.Ordinal);
        foreach (var form in values.SelectMany(PgDump.FormsOf))
        {
            Assert.DoesNotContain(form, dump, StringComparison.Ordinal);
            Assert.DoesNotContain(form, told, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_vault_of_a_project_is_open_to_a_rotation_for_the_one_secret_and_while_it_lasts()
    {
        await using var house = await RotationHouse.BuildAsync(server, ["vault:ROTATED", "vault:OTHER"]);
        await using var room = house.Open();
        var entry = room.Catalog.GetEntry("project/shop/production/ROTATED");
        var place = room.Destinations.Get(SecretSourceNames.Vault);
        await Assert.ThrowsAsync<RotationException>(() => place.ReadAsync(entry, Cancel));

        var run = await room.StartAsync("project/shop/production/ROTATED");

        Assert.NotNull(await place.ReadAsync(entry, Cancel));
        await Assert.ThrowsAsync<RotationException>(() => place.ReadAsync(room.Catalog.GetEntry("project/shop/production/OTHER"), Cancel));
        await room.Runner.RunAsync(run.Id, Cancel);
        await room.Runner.RetireAsync(RotationRoom.Work, run.Id, Cancel);
        await Assert.ThrowsAsync<RotationException>(() => place.ReadAsync(entry, Cancel));
    }
}
