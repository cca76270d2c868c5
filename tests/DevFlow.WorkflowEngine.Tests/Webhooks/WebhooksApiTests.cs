using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Rotation;
using DevFlow.WorkflowEngine.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Webhooks;

/// <summary>Deliveries of webhooks at a real engine.</summary>
public sealed class WebhooksApiTests(WebhookEngine shared) : IClassFixture<WebhookEngine>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delivery_of_each_sender_is_an_event_with_the_very_body_and_is_announced()
    {
        await using var listener = new NpgsqlConnection(shared.Engine.AdminConnectionString);
        await listener.OpenAsync(Cancel);
        await using (var listen = new NpgsqlCommand($"LISTEN {WorkflowEvents.Channel}", listener))
            await listen.ExecuteNonQueryAsync(Cancel);
        var told = new List<string>();
        listener.Notification += (_, one) => told.Add(one.Payload);
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        // Half of a character, as a title that was cut has it, and a NUL.
        var github = WebhookEngine.Body(""","action":"opened","title":"\ud83d \u0000 ü" """);
        var jira = WebhookEngine.Body($$""","webhookEvent":"jira:issue_updated","timestamp":{{now}}""");
        var confluence = WebhookEngine.Body($$""","event":"page_created","timestamp":{{now}}""");

        var first = await shared.TakeAsync("github", github, WebhookEngine.GitHub(github, "72d3162e-cc78-11e3-81ab-4c9367dc0958", "pull_request"));
        var second = await shared.TakeAsync("jira", jira, WebhookEngine.Jira(jira, "jira-1"));
        var third = await shared.TakeAsync("confluence", confluence, [("X-Hub-Signature", WebhookEngine.Sign(confluence, $"{WebhookEngine.Secret}-confluence"))]);

        Assert.Equal(("github", "pull_request", "opened", "72d3162e-cc78-11e3-81ab-4c9367dc0958"), (first.Text("source"), first.Text("type"), first.Text("action"), first.Text("delivery")));
        Assert.Equal(("jira", "jira:issue_updated", "jira-1", "new"), (second.Text("source"), second.Text("type"), second.Text("delivery"), second.Text("state")));
        Assert.Equal(("confluence", "page_created", "engine:webhooks"), (third.Text("source"), third.Text("type"), third.Text("takenBy")));
        // It gives no id: the body is one.
        Assert.Equal(64, third.Text("delivery").Length);
        var whole = await shared.Admin.GetStringAsync(new Uri($"/api/v1/events/{first.GetProperty("id")}", UriKind.Relative), Cancel);
        Assert.Contains($"\"payload\":{github}", whole, StringComparison.Ordinal);
        while (told.Count < 3)
            await listener.WaitAsync(Cancel);
        Assert.Equal([$"{first.GetProperty("id")}", $"{second.GetProperty("id")}", $"{third.GetProperty("id")}"], told);
        Assert.Contains(shared.AuditLines(), line => line.Text("key") == $"api:events/{first.GetProperty("id")} github" && line.Text("user") == "engine:webhooks");
    }

    [Fact]
    public async Task What_is_not_to_be_believed_or_not_to_be_read_is_refused_put_on_record_and_counted()
    {
        var body = WebhookEngine.Body();
        var old = DateTimeOffset.UtcNow.AddHours(-3).ToUnixTimeMilliseconds();
        var late = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds();
        var large = WebhookEngine.Body($",\"text\":\"{new string('x', WebhookReader.MaxBytes)}\"");
        var signed = WebhookEngine.GitHub(body, "refused");
        (string Sender, string Body, (string, string)[] Headers, string Type, HttpStatusCode Status, string Outcome)[] cases =
        [
            ("github", body, signed[..2], "application/json", HttpStatusCode.Unauthorized, "unsigned"),
            ("github", body, [.. signed[..2], ("X-Hub-Signature-256", "")], "application/json", HttpStatusCode.Unauthorized, "unsigned"),
            ("github", body, [.. signed[..2], ("X-Hub-Signature-256", "sha256=")], "application/json", HttpStatusCode.Unauthorized, "unsigned"),
            // The header that GitHub signs with SHA-1, with the right SHA-256.
            ("github", body, [.. signed[..2], ("X-Hub-Signature", WebhookEngine.Sign(body))], "application/json", HttpStatusCode.Unauthorized, "unsigned"),
            ("github", body, [.. signed, ("X-Hub-Signature-256", WebhookEngine.Sign(body, "other"))], "application/json", HttpStatusCode.Unauthorized, "unsigned"),
            ("github", body, WebhookEngine.GitHub(body, "refused", secret: "other"), "application/json", HttpStatusCode.Unauthorized, "signature"),
            ("github", body, WebhookEngine.GitHub(body, "refused", secret: ""), "application/json", HttpStatusCode.Unauthorized, "signature"),
            ("github", $"{body} ", signed, "application/json", HttpStatusCode.Unauthorized, "signature"),
            ("jira", body, WebhookEngine.GitHub(body, "refused"), "application/json", HttpStatusCode.Unauthorized, "unsigned"),
            ("jira", body, [("X-Hub-Signature", WebhookEngine.Sign(body))], "application/json", HttpStatusCode.Unauthorized, "signature"),
            ("github", large, WebhookEngine.GitHub(large, "refused"), "application/json", HttpStatusCode.RequestEntityTooLarge, "too-large"),
            ("github", body, signed, "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType, "malformed"),
            ("github", body, signed[1..], "application/json", HttpStatusCode.BadRequest, "malformed"),
            ("github", body, [signed[0], signed[2]], "application/json", HttpStatusCode.BadRequest, "malformed"),
            ("github", body, WebhookEngine.GitHub(body, "refused", "no such event"), "application/json", HttpStatusCode.BadRequest, "malformed"),
            ("github", body, WebhookEngine.GitHub(body, new string('i', 201)), "application/json", HttpStatusCode.BadRequest, "malformed"),
            .. from malformed in new[] { "", "{", "[]", "null", "\"text\"", $"{string.Concat(Enumerable.Repeat("{\"a\":", 61))}1{new string('}', 61)}" }
               select ("github", malformed, WebhookEngine.GitHub(malformed, "refused"), "application/json", HttpStatusCode.BadRequest, "malformed"),
            .. from timestamp in new[] { $"{old}", $"{late}", "\"now\"", "-1", "1e99", "9999999999999999999" }
               let stamped = WebhookEngine.Body($",\"webhookEvent\":\"jira:issue_created\",\"timestamp\":{timestamp}")
               select ("jira", stamped, WebhookEngine.Jira(stamped, "refused"), "application/json", HttpStatusCode.BadRequest, "old"),
            ("jira", body, WebhookEngine.Jira(body, "refused"), "application/json", HttpStatusCode.BadRequest, "malformed"),
        ];
        var counted = new ConcurrentBag<string>();
        using var meters = new MeterListener { InstrumentPublished = (one, listener) => { if (one.Name == "devflow.webhook.deliveries") listener.EnableMeasurementEvents(one); } };
        meters.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add(string.Join(' ', tags.ToArray().Select(tag => tag.Value))));
        meters.Start();
        var (events, refusals) = (await shared.CountAsync(), shared.Refusals().Count);

        foreach (var one in cases)
        {
            var (status, answer) = await shared.SendAsync(one.Sender, one.Body, one.Headers, one.Type);
            Assert.True(status == one.Status, $"{one.Outcome} {one.Body[..Math.Min(80, one.Body.Length)]}: {status} {answer}");
            Assert.Equal("Not taken", answer.Text("title"));
        }

        Assert.Equal(cases.Select(one => $"webhook:{one.Sender} {one.Outcome}"), shared.Refusals()[refusals..]);
        Assert.All(cases, one => Assert.Contains($"{one.Sender} {one.Outcome}", counted));
        Assert.Equal(events, await shared.CountAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, (await shared.SendAsync("gitlab", body, signed)).Status);
    }

    [Fact]
    public async Task An_event_that_nobody_here_has_heard_of_is_an_event()
    {
        var body = WebhookEngine.Body(",\"action\":\"not a word\"");

        var taken = await shared.TakeAsync("github", body, WebhookEngine.GitHub(body, "unheard-of", "quantum_merge"));

        // The test of a connection in Confluence, which has its name in a header alone.
        var test = await shared.TakeAsync(
            "confluence", """{"test":true}""", [("X-Hub-Signature", WebhookEngine.Sign("""{"test":true}""", $"{WebhookEngine.Secret}-confluence")), ("X-Event-Key", "diagnostics:ping")]);

        Assert.Equal(("quantum_merge", "diagnostics:ping"), (taken.Text("type"), test.Text("type")));
        Assert.Null(taken.GetProperty("action").GetString());
    }

    [Fact]
    public async Task The_same_delivery_fifty_times_at_once_is_one_event()
    {
        var body = WebhookEngine.Body();
        var before = await shared.CountAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => shared.SendAsync("github", body, WebhookEngine.GitHub(body, "fifty"))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Single(answers, answer => answer.Answer.Text("outcome") == "taken");
        Assert.Equal(49, answers.Count(answer => answer.Answer.Text("outcome") == "repeated"));
        Assert.Equal(before + 1, await shared.CountAsync());
    }

    [Fact]
    public async Task A_body_under_another_id_and_an_id_with_another_body_are_replays()
    {
        var (body, other) = (WebhookEngine.Body(), WebhookEngine.Body());
        await shared.TakeAsync("github", body, WebhookEngine.GitHub(body, "replay-1"));
        var before = await shared.CountAsync();

        var again = await shared.SendAsync("github", body, WebhookEngine.GitHub(body, "replay-2", "another_type"));
        var taken = await shared.SendAsync("github", other, WebhookEngine.GitHub(other, "replay-1"));

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (again.Status, taken.Status));
        Assert.Equal(["webhook:github replayed", "webhook:github replayed"], shared.Refusals()[^2..]);
        Assert.Equal(before, await shared.CountAsync());
    }

    [Fact]
    public async Task While_a_secret_is_rotated_the_value_before_and_the_new_one_count()
    {
        var runs = shared.Engine.Services.GetRequiredService<RotationRuns>();
        var admin = VaultIdentity.Maintenance("test");
        var run = await runs.StartAsync(admin, "JIRA_WEBHOOK_SECRET", RotationReasons.Demand, rotator: null, Cancel);
        shared.Engine.Services.GetRequiredService<RotationService>().Ask();
        while ((await runs.FindAsync(admin, run.Id, Cancel))!.State is not RotationStates.Overlap)
            await Task.Delay(50, Cancel);
        string value;
        while ((value = (await shared.Engine.Services.GetRequiredService<ISecretResolver>().GetAsync("JIRA_WEBHOOK_SECRET", cancellationToken: Cancel)).Reveal()) == $"{WebhookEngine.Secret}-jira")
            await Task.Delay(50, Cancel);

        var (before, after, other) = (Event(), Event(), Event());
        await shared.TakeAsync("jira", before, WebhookEngine.Jira(before));
        await shared.TakeAsync("jira", after, [("X-Hub-Signature", WebhookEngine.Sign(after, value))]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await shared.SendAsync("jira", other, [("X-Hub-Signature", WebhookEngine.Sign(other, $"{value}-other"))])).Status);

        static string Event() => WebhookEngine.Body(",\"webhookEvent\":\"jira:issue_created\"");
    }

    [Fact]
    public async Task No_secret_no_signature_and_no_body_is_in_a_log_a_span_an_answer_or_a_file()
    {
        using var overheard = new Overheard(shared.Engine);
        var body = WebhookEngine.Body(",\"text\":\"c4n4ry-of-a-body\"");
        var signature = WebhookEngine.Sign(body);

        await shared.TakeAsync("github", body, WebhookEngine.GitHub(body, "canary"));
        await shared.SendAsync("github", body, WebhookEngine.GitHub(body, "canary-2"));
        await shared.SendAsync("github", $"{body} ", [.. WebhookEngine.GitHub(body, "canary-3", secret: "c4n4ry-of-another")]);
        await shared.SendAsync("github", "{c4n4ry-of-a-body", WebhookEngine.GitHub("{c4n4ry-of-a-body", "canary-4"));

        Assert.NotEqual(0, overheard.Count);
        foreach (var text in new[] { WebhookEngine.Secret, "c4n4ry-of-a-body", signature["sha256=".Length..] })
        {
            Assert.Empty(overheard.With(text));
            Assert.DoesNotContain(shared.AuditLines(), line => $"{line}".Contains(text, StringComparison.Ordinal));
            Assert.False((bool)(await shared.ScalarAsync($"SELECT EXISTS (SELECT FROM devflow.webhook_deliveries d WHERE d::text LIKE '%{text}%')"))!);
        }

        Assert.False((bool)(await shared.ScalarAsync($"SELECT EXISTS (SELECT FROM devflow.workflow_events e WHERE e::text LIKE '%{WebhookEngine.Secret}%')"))!);
    }
}
