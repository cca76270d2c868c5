using DevFlow.Secrets.Vault.Tests.Rotation.Http;
using DevFlow.Secrets.Vault.Tests.Support;

namespace DevFlow.Secrets.Vault.Tests.Rotation.OAuth;

/// <summary>Refresh tokens of a real server, renewed as the documentation's example describes it.</summary>
public sealed class OAuthRotatorTests(OAuthHouse house) : IClassFixture<OAuthHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(OAuthServerKind.Lenient)]
    [InlineData(OAuthServerKind.Strict)]
    public async Task A_new_token_takes_the_place_of_the_one_before_and_works(OAuthServerKind kind)
    {
        var (key, first) = await house.TakeAsync(kind);
        await using var room = house.House.Open();

        var run = await room.RotateAsync(key);

        Assert.Equal((RotationStates.Finished, null), (run.State, run.Problem));
        var value = await room.ValueAsync(key);
        Assert.NotEqual(first, value);
        Assert.Equal([OAuthServer.Token, OAuthServer.Me], house.Server.Requests);
        Assert.True(await house.Server.AcceptsAsync(value));
        Assert.Equal(0, await house.House.CountAsync($"rotation_values WHERE run = '{run.Id}'"));
    }

    [Fact]
    public async Task A_token_that_the_server_leaves_as_it_is_is_renewed_and_stays_where_it_lies()
    {
        var (key, first) = await house.TakeAsync(OAuthServerKind.Keeping);
        await using var room = house.House.Open();
        var path = Path.Combine(house.House.Place.Folder, ".env");
        var before = File.GetLastWriteTimeUtc(path);

        var run = await room.RotateAsync(key);

        Assert.Equal((RotationStates.Finished, null), (run.State, run.Problem));
        Assert.Equal(first, await room.ValueAsync(key));
        Assert.Equal(before, File.GetLastWriteTimeUtc(path));
        Assert.Equal(["prove", "create", "set", "test", "finish", "retire"], (await room.Runs.StepsAsync(RotationRoom.Work, run.Id, Cancel)).Select(step => step.Step));
        Assert.True(await house.Server.AcceptsAsync(first));
    }

    [Fact]
    public async Task A_lost_answer_is_asked_for_again_while_the_server_gives_it_again()
    {
        var (key, _) = await house.TakeAsync(OAuthServerKind.Lenient);
        var server = house.Server;
        server.Fail(OAuthServer.Token, ProviderFault.AnswerLost, ProviderFault.AnswerLost);
        await using var room = house.House.Open();

        var run = await room.RotateAsync(key);

        Assert.Equal((RotationStates.Finished, null), (run.State, run.Problem));
        Assert.Equal(3, server.Requests.Count(request => request == OAuthServer.Token));
        Assert.True(await server.AcceptsAsync(await room.ValueAsync(key)));
    }

    // What the end of a process in that moment leaves behind: a server that has given, and a run that knows nothing of it.
    [Fact]
    public async Task A_token_that_was_given_and_never_kept_is_asked_for_again()
    {
        var (key, first) = await house.TakeAsync(OAuthServerKind.Lenient);
        await using var dying = house.House.Open();
        dying.At = (run, isDone) => isDone && run.Step is RotationSteps.Create ? throw new IOException("the process ends here") : Task.CompletedTask;
        await Assert.ThrowsAnyAsync<IOException>(() => dying.RotateAsync(key));
        Assert.Single(house.Server.Requests);
        Assert.Equal(first, await dying.ValueAsync(key));
        await using var room = house.House.Open();

        var run = await room.Runner.RunAsync((await room.Runs.ListAsync(RotationRoom.Work, key, 1, Cancel)).Single().Id, Cancel);

        Assert.Equal((RotationStates.Finished, null), (run!.State, run.Problem));
        Assert.NotEqual(first, await room.ValueAsync(key));
        Assert.True(await house.Server.AcceptsAsync(await room.ValueAsync(key)));
    }

    [Fact]
    public async Task Where_an_answer_is_lost_for_good_a_person_is_told_once_and_nobody_is_asked_until_a_new_token_is_there()
    {
        var (key, first) = await house.TakeAsync(OAuthServerKind.Strict);
        var server = house.Server;
        server.Fail(OAuthServer.Token, ProviderFault.AnswerLost);
        var time = new JumpingClock();
        await using var room = house.House.Open(time: time);

        var run = await room.RotateAsync(key);

        Assert.Equal(RotationStates.NeedsPerson, run.State);
        Assert.Contains($"invalid_grant): a person must sign in again at {server.Address}/", run.Problem, StringComparison.Ordinal);
        Assert.Equal([OAuthServer.Token, OAuthServer.Token], server.Requests);
        for (var look = 0; look < 3; look++)
        {
            time.Jump(TimeSpan.FromDays(40));
            Assert.Equal(RotationStates.NeedsPerson, (await room.Runner.RunAsync(run.Id, Cancel))!.State);
        }

        var schedule = new RotationSchedule(room.Database, room.Catalog, room.Runs, time);
        Assert.Equal(RotationStates.NeedsPerson, Assert.Single(await schedule.ListAsync(RotationRoom.Work, Cancel), plan => plan.Secret == key).State);
        var refused = await Assert.ThrowsAsync<VaultException>(() => room.Runs.StartAsync(RotationRoom.Work, key, RotationReasons.Demand, rotator: null, Cancel));
        Assert.Contains("waits for a person", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
        Assert.Single(room.Alerts);
        Assert.Equal(2, (await room.Runs.StepsAsync(RotationRoom.Work, run.Id, Cancel)).Count);

        // Somebody else's fault meanwhile is none of it.
        var path = Path.Combine(house.House.Place.Folder, ".env");
        File.Move(path, $"{path}.away");
        time.Jump(TimeSpan.FromDays(1));
        Assert.Equal(RotationStates.NeedsPerson, (await room.Runner.RunAsync(run.Id, Cancel))!.State);
        File.Move($"{path}.away", path);

        await house.House.ReplaceAsync(first, await server.SignInAsync());
        time.Jump(TimeSpan.FromDays(1));
        Assert.Equal((RotationStates.Finished, null), await EndAsync(room, run.Id));
        Assert.Equal(RotationStates.Finished, (await room.RotateAsync(key)).State);
        Assert.True(await server.AcceptsAsync(await room.ValueAsync(key)));
        Assert.Single(room.Alerts);
    }

    [Fact]
    public async Task A_token_that_was_ended_is_asked_for_once_and_the_run_can_be_taken_back()
    {
        var (key, first) = await house.TakeAsync(OAuthServerKind.Lenient);
        var server = house.Server;
        await server.RevokeAllAsync();
        await using var room = house.House.Open();

        var run = await room.RotateAsync(key);

        Assert.Equal(RotationStates.NeedsPerson, run.State);
        Assert.Equal([OAuthServer.Token], server.Requests);
        Assert.Equal(RotationStates.RolledBack, (await room.Runner.RollBackAsync(RotationRoom.Work, run.Id, Cancel)).State);
        Assert.Equal(first, await room.ValueAsync(key));
    }

    [Theory]
    [InlineData("answered with 500", ProviderFault.Busy, ProviderFault.Busy, ProviderFault.Busy)]
    [InlineData("was not answered", ProviderFault.Gone, ProviderFault.Gone, ProviderFault.Gone)]
    [InlineData("answered with 401", ProviderFault.Refused)]
    public async Task A_server_that_does_not_answer_as_one_leaves_the_token_as_it_is(string says, params ProviderFault[] faults)
    {
        var (key, first) = await house.TakeAsync(OAuthServerKind.Strict);
        var server = house.Server;
        server.Fail(OAuthServer.Token, faults);
        await using var room = house.House.Open();

        var run = await room.RotateAsync(key);

        Assert.Equal(RotationStates.RolledBack, run.State);
        Assert.Contains(says, run.Problem, StringComparison.Ordinal);
        Assert.Equal(faults.Length, server.Requests.Count);
        Assert.Equal(first, await room.ValueAsync(key));
        Assert.True(await server.AcceptsAsync(first));
    }

    [Fact]
    public async Task A_wrong_application_is_no_matter_for_whoever_signed_in()
    {
        var (key, first) = await house.TakeAsync(OAuthServerKind.Keeping);
        var server = house.Server;
        var yaml = Example.OAuth(server.Address);
        await house.DescribeAsync(yaml.Replace($"${{secret:{OAuthServer.ClientId}}}", "somebody-else", StringComparison.Ordinal));
        await using var room = house.House.Open();

        var run = await room.RotateAsync(key);
        await house.DescribeAsync(yaml.Replace("kind: oauth", "kind: oauth\nclient_auth: post", StringComparison.Ordinal));
        var again = await room.RotateAsync(key);

        Assert.Equal(RotationStates.RolledBack, run.State);
        Assert.Contains("invalid_client): the application's id or secret is wrong", run.Problem, StringComparison.Ordinal);
        Assert.Equal((RotationStates.Finished, null), (again.State, again.Problem));
        Assert.Equal(first, await room.ValueAsync(key));
    }

    [Fact]
    public async Task An_access_token_that_opens_nothing_raises_an_alert_and_keeps_nobody_from_the_new_refresh_token_for_long()
    {
        var (key, first) = await house.TakeAsync(OAuthServerKind.Strict);
        var server = house.Server;
        server.Fail(OAuthServer.Me, [.. Enumerable.Repeat(ProviderFault.Refused, 9)]);
        var time = new JumpingClock();
        await using var room = house.House.Open(time: time);

        var run = await room.RotateAsync(key);

        Assert.Equal((RotationStates.Running, RotationSteps.Test, 1), (run.State, run.Step, run.Attempts));
        Assert.Contains("answered with 401 to the new access token", Assert.Single(room.Alerts).Detail, StringComparison.Ordinal);
        Assert.Equal(first, await room.ValueAsync(key));
        time.Jump(TimeSpan.FromMinutes(3));
        Assert.Equal(RotationStates.Finished, (await room.Runner.RunAsync(run.Id, Cancel))!.State);
        Assert.True(await server.AcceptsAsync(await room.ValueAsync(key)));
    }

    [Fact]
    public async Task A_file_that_breaks_when_the_new_token_is_there_loses_it_to_nobody()
    {
        var (key, _) = await house.TakeAsync(OAuthServerKind.Strict);
        var time = new JumpingClock();
        await using var room = house.House.Open(time: time);
        room.At = (run, isDone) => isDone && run.Step is RotationSteps.Create ? house.DescribeAsync("kind: oauth\ncolour: blue\n") : Task.CompletedTask;
        try
        {
            var run = await room.RotateAsync(key);

            Assert.Equal((RotationStates.Running, RotationSteps.Set, 1), (run.State, run.Step, run.Attempts));
            Assert.Contains("'colour' is not a property", run.Problem, StringComparison.Ordinal);
            var refused = await Assert.ThrowsAsync<VaultException>(() => room.Runner.RollBackAsync(RotationRoom.Work, run.Id, Cancel));
            Assert.Equal(VaultError.Conflict, refused.Error);
            Assert.Contains("the value of before works no more", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            await house.DescribeAsync(Example.OAuth(house.Server.Address));
        }

        room.At = (_, _) => Task.CompletedTask;
        time.Jump(TimeSpan.FromMinutes(3));
        Assert.Equal((RotationStates.Finished, null), await EndAsync(room, (await room.Runs.ListAsync(RotationRoom.Work, key, 1, Cancel)).Single().Id));
        Assert.True(await house.Server.AcceptsAsync(await room.ValueAsync(key)));
    }

    [Fact]
    public async Task A_preview_asks_nobody_and_does_not_say_that_a_token_works()
    {
        var (key, _) = await house.TakeAsync(OAuthServerKind.Strict);
        await using var room = house.House.Open();

        var preview = await new RotationPreviews(room.Catalog, room.Destinations).OfAsync(key, by: null, Cancel);

        Assert.Equal((false, null), (preview.IsProven, preview.Problem));
        Assert.Empty(house.Server.Requests);
    }

    [Fact]
    public async Task No_token_is_in_the_log_a_record_an_alert_or_the_database()
    {
        var values = new List<string> { RotationHouse.FirstValue(OAuthServer.ClientSecret) };
        var told = new List<string>();
        foreach (var (request, fault) in ((string, ProviderFault)[])[(OAuthServer.Token, ProviderFault.NoJson), (OAuthServer.Token, ProviderFault.AnswerLost), (OAuthServer.Me, ProviderFault.Refused)])
        {
            var (key, first) = await house.TakeAsync(OAuthServerKind.Strict);
            house.Server.Fail(request, fault);
            await using var room = house.House.Open();
            var run = await room.RotateAsync(key);
            values.Add(first);
            values.Add(await room.ValueAsync(key));
            told.AddRange([$"{run}", .. room.Logger.Lines, .. room.Accesses.Select(access => $"{access}"), .. room.Alerts.Select(alert => $"{alert}"), .. house.Server.Requests]);
        }

        // The run whose test failed still keeps its tokens.
        Assert.Equal(2, await house.House.CountAsync("rotation_values WHERE name IN ('note:access_token', 'candidate')"));
        var all = string.Join('\n', told) + await PgDump.OfAsync(house.House.Database.AdminConnectionString);
        Assert.Contains("a person must sign in again", all, StringComparison.Ordinal);
        foreach (var form in values.SelectMany(PgDump.FormsOf))
            Assert.DoesNotContain(form, all, StringComparison.Ordinal);
    }

    private static async Task<(string State, string? Problem)> EndAsync(RotationRoom room, Guid id) =>
        await room.Runner.RunAsync(id, Cancel) is { } run ? (run.State, run.Problem) : ("nobody took it", null);
}
