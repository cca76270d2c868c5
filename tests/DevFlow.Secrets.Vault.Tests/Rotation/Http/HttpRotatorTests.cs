using System.Collections.Concurrent;
using System.Diagnostics;
using DevFlow.Secrets.Vault.Tests.Support;

namespace DevFlow.Secrets.Vault.Tests.Rotation.Http;

/// <summary>Keys of a provider, replaced as the documentation's examples describe it, at one that does everything wrong that one can do wrong.</summary>
public sealed class HttpRotatorTests(HttpHouse house) : IClassFixture<HttpHouse>
{
    private const string Self = "GET /v1/keys/self";
    private const string Create = "POST /v1/keys";
    private const string List = "GET /v1/keys";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private RotationRoom Room => house.Room;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_new_key_comes_into_force_beside_the_one_before_which_ends_after_the_overlap(bool isByList)
    {
        var key = house.Take(isByList);

        var run = await Room.RotateAsync(key);

        Assert.Equal((RotationStates.Overlap, null), (run.State, run.Problem));
        Assert.Equal(TimeSpan.FromDays(1), run.NotBefore - run.ChangedAt);
        var value = await Room.ValueAsync(key);
        Assert.StartsWith("acme_", value, StringComparison.Ordinal);
        Assert.Equal(new[] { RotationHouse.FirstValue(key), value }.Order(), house.Provider.Accepted.Order());
        Assert.Equal(RotationStates.Finished, (await Room.Runner.RetireAsync(RotationRoom.Work, run.Id, Cancel)).State);
        Assert.Equal([value], house.Provider.Accepted);
    }

    [Theory]
    [InlineData(false, Self, RotationStates.Failed, "the credential", ProviderFault.Refused)]
    [InlineData(false, Self, RotationStates.Failed, "a redirect is not followed", ProviderFault.Elsewhere)]
    [InlineData(false, Self, RotationStates.Failed, "is no JSON", ProviderFault.NoJson)]
    [InlineData(false, Self, RotationStates.Failed, "the provider cannot do it now", ProviderFault.Busy, ProviderFault.Busy, ProviderFault.Busy)]
    [InlineData(false, Self, RotationStates.Failed, "was not answered", ProviderFault.Gone, ProviderFault.Gone, ProviderFault.Gone)]
    [InlineData(false, Self, RotationStates.RolledBack, "test (GET", ProviderFault.None, ProviderFault.Refused)]
    [InlineData(true, Self, RotationStates.RolledBack, "test (GET", ProviderFault.None, ProviderFault.Refused)]
    [InlineData(false, Create, RotationStates.RolledBack, "the credential", ProviderFault.Refused)]
    [InlineData(false, Create, RotationStates.RolledBack, "is no JSON", ProviderFault.NoJson)]
    [InlineData(false, Create, RotationStates.RolledBack, "has no value", ProviderFault.OddJson)]
    [InlineData(false, Create, RotationStates.RolledBack, "was not answered", ProviderFault.AnswerLost, ProviderFault.AnswerLost, ProviderFault.AnswerLost)]
    [InlineData(true, Create, RotationStates.RolledBack, "was not answered", ProviderFault.AnswerLost)]
    [InlineData(true, Create, RotationStates.RolledBack, "is no JSON", ProviderFault.NoJson)]
    [InlineData(true, Create, RotationStates.RolledBack, "has no value", ProviderFault.OddJson)]
    [InlineData(true, Create, RotationStates.RolledBack, "cannot do it now", ProviderFault.Busy)]
    [InlineData(false, Create, RotationStates.RolledBack, "has the value itself where an id is to be kept", ProviderFault.ValueForId)]
    [InlineData(true, List, RotationStates.RolledBack, "has no list", ProviderFault.OddJson)]
    public async Task What_goes_wrong_leaves_the_key_of_before_in_force_and_no_other_one(bool isByList, string request, string state, string says, params ProviderFault[] faults)
    {
        var key = house.Take(isByList);
        house.Provider.Fail(request, faults);

        var run = await Room.RotateAsync(key);

        Assert.True(run.State == state && run.Problem!.Contains(says, StringComparison.Ordinal), $"{run.State}: {run.Problem}");
        Assert.Contains("config/rotators/", Assert.Single(Room.Alerts, alert => alert.Subject == key).Detail, StringComparison.Ordinal);
        Assert.Equal(RotationHouse.FirstValue(key), await Room.ValueAsync(key));
        Assert.Equal([RotationHouse.FirstValue(key)], house.Provider.Accepted);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_given_up()
    {
        var key = house.Take(isByList: true);
        house.Provider.Fail(Create, ProviderFault.Slow);
        await house.DescribeAsync(timeout: 2);
        try
        {
            var run = await Room.RotateAsync(key);

            Assert.Equal(RotationStates.RolledBack, run.State);
            Assert.Contains("not answered within 2 s", run.Problem, StringComparison.Ordinal);
            Assert.Equal([RotationHouse.FirstValue(key)], house.Provider.Accepted);
        }
        finally
        {
            await house.DescribeAsync(timeout: 60);
        }
    }

    [Theory]
    [InlineData(ProviderFault.AnswerLost)]
    [InlineData(ProviderFault.Busy)]
    [InlineData(ProviderFault.Gone)]
    public async Task A_request_that_the_provider_would_know_again_is_sent_again_and_makes_no_second_key(ProviderFault fault)
    {
        var key = house.Take(isByList: false);
        house.Provider.Fail(Create, fault, fault);

        var run = await Room.RotateAsync(key);

        Assert.Equal((RotationStates.Overlap, null), (run.State, run.Problem));
        Assert.Equal(3, house.Provider.Requests.Count(request => request == Create));
        Assert.Equal(2, house.Provider.Accepted.Count());
    }

    [Fact]
    public async Task A_request_that_it_would_not_know_again_is_sent_once()
    {
        var key = house.Take(isByList: true);
        house.Provider.Fail(Create, ProviderFault.Busy, ProviderFault.Busy);

        await Room.RotateAsync(key);

        Assert.Single(house.Provider.Requests, request => request == Create);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_provider_that_is_away_when_a_key_is_to_be_taken_back_is_asked_until_it_is_there(bool isByList)
    {
        var key = house.Take(isByList);
        var gone = Enumerable.Repeat(ProviderFault.Gone, 6).ToArray();
        house.Provider.Fail(Create, [ProviderFault.NoJson, .. gone]);
        house.Provider.Fail(List, [ProviderFault.None, .. gone]);

        var run = await Room.RotateAsync(key);

        Assert.Equal((RotationStates.RollingBack, 1), (run.State, run.Attempts));
        Assert.Equal(2, house.Provider.Accepted.Count());
        house.Provider.Faults.Clear();
        var ended = await Room.Runner.RollBackAsync(RotationRoom.Work, run.Id, Cancel);
        Assert.Equal((RotationStates.RolledBack, run.Problem), (ended.State, ended.Problem));
        Assert.Equal([RotationHouse.FirstValue(key)], house.Provider.Accepted);
        // Somebody hastened it, and nobody took it back: it counts as a failure.
        Assert.Equal(1, await house.House.CountAsync($"rotation_runs WHERE id = '{run.Id}' AND taken_back_by IS NULL"));
    }

    [Fact]
    public async Task A_key_that_nobody_heard_of_is_ended_also_when_the_provider_lets_nobody_in_for_a_while()
    {
        var key = house.Take(isByList: false);
        house.Provider.Fail(Create, ProviderFault.NoJson, ProviderFault.Refused);

        var run = await Room.RotateAsync(key);

        Assert.Equal((RotationStates.RollingBack, 1), (run.State, run.Attempts));
        Assert.Contains("the credential", run.Problem, StringComparison.Ordinal);
        Assert.Equal(RotationStates.RolledBack, (await Room.Runner.RollBackAsync(RotationRoom.Work, run.Id, Cancel)).State);
        Assert.Equal([RotationHouse.FirstValue(key)], house.Provider.Accepted);
    }

    [Fact]
    public async Task A_key_whose_end_has_begun_is_not_put_in_force_again()
    {
        var key = house.Take(isByList: false);
        var run = await Room.RotateAsync(key);
        var value = await Room.ValueAsync(key);
        var delete = $"DELETE /v1/keys/{house.Provider.IdOf(RotationHouse.FirstValue(key))}";
        // It is ended, and nobody hears of it.
        house.Provider.Fail(delete, ProviderFault.AnswerLost, ProviderFault.Gone, ProviderFault.Gone);
        var waiting = await Room.Runner.RetireAsync(RotationRoom.Work, run.Id, Cancel);
        Assert.Equal((RotationStates.Overlap, 1), (waiting.State, waiting.Attempts));
        Assert.Equal([value], house.Provider.Accepted);

        var refused = await Assert.ThrowsAsync<VaultException>(() => Room.Runner.RollBackAsync(RotationRoom.Work, run.Id, Cancel));

        Assert.Equal(VaultError.Conflict, refused.Error);
        Assert.Contains("the end of the value before has begun, and it may work no more", refused.Message, StringComparison.Ordinal);
        // Nor by hand.
        await house.House.ReplaceAsync(value, RotationHouse.FirstValue(key));
        Assert.Equal(RotationStates.Finished, (await Room.Runner.RetireAsync(RotationRoom.Work, run.Id, Cancel)).State);
        Assert.Equal(value, await Room.ValueAsync(key));
        Assert.Equal([value], house.Provider.Accepted);
    }

    [Fact]
    public async Task The_end_of_a_key_is_known_to_have_begun_when_the_process_dies_in_it()
    {
        var key = house.Take(isByList: false);
        await using var dying = house.House.Open();
        var run = await dying.RotateAsync(key);
        dying.At = (there, isDone) => isDone && there.Step is RotationSteps.Retire ? throw new IOException("the process ends here") : Task.CompletedTask;
        await Assert.ThrowsAnyAsync<IOException>(() => dying.Runner.RetireAsync(RotationRoom.Work, run.Id, Cancel));
        Assert.Equal([await Room.ValueAsync(key)], house.Provider.Accepted);

        Assert.Equal(VaultError.Conflict, (await Assert.ThrowsAsync<VaultException>(() => Room.Runner.RollBackAsync(RotationRoom.Work, run.Id, Cancel))).Error);

        Assert.Equal(RotationStates.Finished, (await Room.Runner.RunAsync(run.Id, Cancel))!.State);
        Assert.Equal([await Room.ValueAsync(key)], house.Provider.Accepted);
    }

    [Fact]
    public async Task A_key_that_cannot_be_ended_is_ended_later_and_one_that_is_gone_already_is_ended()
    {
        var key = house.Take(isByList: false);
        var run = await Room.RotateAsync(key);
        var delete = $"DELETE /v1/keys/{house.Provider.IdOf(RotationHouse.FirstValue(key))}";
        house.Provider.Fail(delete, ProviderFault.Busy, ProviderFault.Busy, ProviderFault.Busy, ProviderFault.AnswerLost);

        var waiting = await Room.Runner.RetireAsync(RotationRoom.Work, run.Id, Cancel);

        Assert.Equal((RotationStates.Overlap, 1), (waiting.State, waiting.Attempts));
        // Its answer is lost, and the next one is that there is none.
        Assert.Equal(RotationStates.Finished, (await Room.Runner.RetireAsync(RotationRoom.Work, run.Id, Cancel)).State);
        Assert.Equal([await Room.ValueAsync(key)], house.Provider.Accepted);
    }

    [Fact]
    public async Task A_rotation_that_is_taken_back_ends_the_new_key()
    {
        var key = house.Take(isByList: false);
        var run = await Room.RotateAsync(key);

        Assert.Equal(RotationStates.RolledBack, (await Room.Runner.RollBackAsync(RotationRoom.Work, run.Id, Cancel)).State);

        Assert.Equal(RotationHouse.FirstValue(key), await Room.ValueAsync(key));
        Assert.Equal([RotationHouse.FirstValue(key)], house.Provider.Accepted);
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_fails_the_run_with_all_that_is_wrong_before_anything_is_asked()
    {
        var key = house.Take(isByList: false);
        await house.House.DescribeAsync("by-mark", "prove: { url: \"http://api.example.com/\" }\ncolour: blue\n");
        try
        {
            var run = await Room.RotateAsync(key);

            Assert.Equal(RotationStates.Failed, run.State);
            Assert.Contains("config/rotators/by-mark.yaml:1:15: the url of step 'prove' is not https", run.Problem, StringComparison.Ordinal);
            Assert.Contains("config/rotators/by-mark.yaml:2:1: 'colour' is not a property", run.Problem, StringComparison.Ordinal);
            Assert.Contains(await SecretsVerifier.VerifyAsync(Room.Workspace, Cancel), finding => finding.Where == "config/rotators/by-mark.yaml:2:1");
            Assert.Empty(house.Provider.Requests);
        }
        finally
        {
            await house.DescribeAsync(timeout: 60);
        }
    }

    [Fact]
    public async Task No_value_is_in_an_address_a_span_the_log_a_record_an_alert_or_the_database()
    {
        var told = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => told.Enqueue($"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events.SelectMany(one => one.Tags))}"),
        };
        ActivitySource.AddActivityListener(listener);
        var values = new List<string> { RotationHouse.FirstValue(KeyProvider.AdminKey) };
        foreach (var (request, fault) in ((string, ProviderFault)[])[(Self, ProviderFault.None), (Create, ProviderFault.NoJson), (Create, ProviderFault.AnswerLost), (Self, ProviderFault.Refused)])
        {
            var key = house.Take(isByList: true);
            values.Add(RotationHouse.FirstValue(key));
            house.Provider.Fail(request, fault);
            var run = await Room.RotateAsync(key);
            told.Enqueue($"{run} {string.Join(' ', await Room.Runs.StepsAsync(RotationRoom.Work, run.Id, Cancel))}");
            house.Provider.Requests.ToList().ForEach(told.Enqueue);
        }

        values.AddRange(house.Provider.Given);
        string[] kept = [.. told, .. Room.Logger.Lines, .. Room.Accesses.Select(access => $"{access}"), .. Room.Alerts.Select(alert => $"{alert}")];
        var all = string.Join('\n', kept) + await PgDump.OfAsync(house.House.Database.AdminConnectionString);
        Assert.Contains("/v1/keys/self", all, StringComparison.Ordinal);
        foreach (var form in values.SelectMany(PgDump.FormsOf))
            Assert.DoesNotContain(form, all, StringComparison.Ordinal);
    }
}
