using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DevFlow.WorkflowEngine.Tests.Incidents;

/// <summary>Breaches from the alarm to the report, at a real engine. With <c>DEVFLOW_SOAK=true</c> the report of the drill is written into the documentation.</summary>
public sealed partial class DrillTests(IncidentEngine shared) : IClassFixture<IncidentEngine>
{
    private const string Document = "docs/incident-drill.md";
    private const string ReportStart = "# Incident ";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_is_breached_and_all_it_could_read_is_replaced_told_of_and_reported_without_a_value()
    {
        using var said = new Overheard(shared.Engine);
        using var billing = await shared.Engine.CreateServiceClientAsync("billing");
        var lease = await billing.PostJsonAsync("/api/v1/leases", new { profile = "read-write" }, HttpStatusCode.Created);
        List<string> answers = [];
        var body = new { scope = "service", subject = "billing", reason = $"its container was open to the network; the log had {IncidentEngine.Canary}" };

        var before = (await CallAsync(HttpMethod.Get, "/api/v1/incidents")).GetArrayLength();
        var plan = await CallAsync(HttpMethod.Post, "/api/v1/incidents/plan", body);
        Assert.Equal(
            ["revoke-leases", "revoke-links", "rotate", "rotate", "replace", "notify-webhook", "notify-mail", "look", "invalidate", "sweep", "notify-webhook", "notify-mail"],
            plan.GetProperty("actions").EnumerateArray().Select(action => action.Text("kind")));
        Assert.Equal(before, (await CallAsync(HttpMethod.Get, "/api/v1/incidents")).GetArrayLength());

        var declared = await CallAsync(HttpMethod.Post, "/api/v1/incidents", body, HttpStatusCode.Created);
        var id = declared.GetProperty("incident").Text("id");
        await CallAsync(HttpMethod.Post, "/api/v1/incidents", body, HttpStatusCode.Conflict);
        var carried = await shared.UntilLeftToPeopleAsync(id, answers);

        Assert.Equal(2, carried.GetProperty("incident").GetProperty("forPeople").GetInt32());
        Assert.DoesNotContain($"={IncidentEngine.Canary}", await EnvAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await shared.CountAsync($"leases WHERE id = '{lease.GetProperty("lease").Text("id")}' AND state <> 'active' AND reason = 'breach'"));
        Assert.Contains(lease.GetProperty("lease").Text("id"), (await CallAsync(HttpMethod.Get, "/api/v1/leases?ended=true")).GetRawText(), StringComparison.Ordinal);
        foreach (var action in carried.GetProperty("actions").EnumerateArray().Where(action => action.Text("state") == "person"))
            await CallAsync(HttpMethod.Post, $"/api/v1/incidents/{id}/actions/{action.GetProperty("number").GetInt32()}/done", new { note = action.Text("kind") == "replace" ? "replaced at the provider" : "rebuilt from a clean image" });
        await CallAsync(HttpMethod.Post, $"/api/v1/incidents/{id}/actions/1/done", new { note = "me" }, HttpStatusCode.Conflict);
        while ((await CallAsync(HttpMethod.Get, $"/api/v1/incidents/{id}")).GetProperty("incident").GetProperty("open").GetInt32() > 0)
            await Task.Delay(50, Cancel);

        // Told of at its begin and at its end, each once for who looks at the id, and provably by this platform.
        var told = shared.Receiver.Told.Where(one => one.Body.Contains(id, StringComparison.Ordinal)).ToList();
        Assert.All(told, one => Assert.True(one.IsSigned));
        Assert.Equal(["incident.declared", "incident.closed"], told.DistinctBy(one => one.Id).Select(one => JsonElement.Parse(one.Body).Text("type")));
        var mails = Directory.GetFiles(Path.Combine(shared.Engine.Folder, ".devflow", "mail"), $"{id}*").Order().Select(File.ReadAllText).ToList();
        Assert.Equal(2, mails.Count);
        Assert.Contains("To: security@example.org, chief@example.org\r\n", mails[0], StringComparison.Ordinal);
        var mail = Encoding.UTF8.GetString(Convert.FromBase64String(mails[1].Split("\r\n\r\n")[1]));
        Assert.Contains("## To be done by people", mail, StringComparison.Ordinal);

        using var root = await shared.Engine.CreateClientAsync("root", isAdmin: true);
        using var answer = await root.GetAsync(new Uri($"/api/v1/incidents/{id}/report", UriKind.Relative), Cancel);
        Assert.Equal("text/markdown", answer.Content.Headers.ContentType!.MediaType);
        var report = await answer.Content.ReadAsStringAsync(Cancel);
        await KeepReportAsync(Normal(report));

        var replaced = (await EnvAsync()).Split('\n').Single(line => line.StartsWith("PAYMENTS_SIGNING_KEY=", StringComparison.Ordinal)).Split('=')[1];
        var all = string.Join('\n', [report, mail, .. answers, .. told.Select(one => one.Body), .. said.With("")]);
        Assert.Contains(@"\*\*\*", report, StringComparison.Ordinal);
        foreach (var value in (string[])[IncidentEngine.Canary, IncidentEngine.SigningSecret, replaced])
            Assert.All(FormsOf(value), form => Assert.DoesNotContain(form, all, StringComparison.Ordinal));

        async Task<JsonElement> CallAsync(HttpMethod method, string path, object? content = null, HttpStatusCode status = HttpStatusCode.OK)
        {
            while (true)
            {
                using var client = await shared.Engine.CreateClientAsync("root", isAdmin: true);
                var (given, answer) = await client.ExchangeAsync(method, path, content);
                // What signs tokens is replaced meanwhile.
                if (given is HttpStatusCode.Unauthorized)
                    continue;
                answers.Add(answer!.ToJsonString());
                Assert.True(given == status, $"{method} {path}: {given} {answers[^1]}");
                return JsonElement.Parse(answers[^1]);
            }
        }
    }

    [Fact]
    public async Task A_person_is_breached_and_gets_in_with_nothing_any_more_neither_key_nor_session_nor_token_nor_lease()
    {
        using var root = await shared.Engine.CreateClientAsync("root", isAdmin: true);
        using var carol = await shared.Engine.CreateClientAsync("carol");
        var key = (await carol.PostJsonAsync("/api/v1/me/api-keys", new { name = "laptop" })).Text("key");
        await carol.PostJsonAsync("/api/v1/leases", new { profile = "read-only" }, HttpStatusCode.Created);
        using var program = shared.Engine.CreateAnonymousClient();
        program.DefaultRequestHeaders.Authorization = new("Bearer", key);
        await program.GetJsonAsync("/api/v1/me");
        await carol.PostJsonAsync("/api/v1/incidents", new { scope = "user", subject = "root", reason = "revenge" }, HttpStatusCode.Forbidden);
        await carol.GetJsonAsync("/api/v1/incidents", HttpStatusCode.Forbidden);

        var id = (await root.PostJsonAsync("/api/v1/incidents", new { scope = "user", subject = "carol", reason = "a laptop was stolen" }, HttpStatusCode.Created)).GetProperty("incident").Text("id");
        var carried = await shared.UntilLeftToPeopleAsync(id, []);

        // Whose accounts elsewhere are, no engine can see.
        Assert.Equal("look", Assert.Single(carried.GetProperty("actions").EnumerateArray(), action => action.Text("state") is "person").Text("kind"));
        await program.GetJsonAsync("/api/v1/me", HttpStatusCode.Unauthorized);
        // The engine hears of it as all others do.
        while ((await carol.ReadAsync("/api/v1/me")).Status is not HttpStatusCode.Unauthorized)
            await Task.Delay(50, Cancel);
        Assert.Equal(0, await shared.CountAsync($"leases WHERE state = 'active' AND principal = '{await shared.Engine.PrincipalAsync("carol")}'"));
        using var again = await shared.Engine.CreateClientAsync("root", isAdmin: true);
        Assert.Contains("carol", await again.GetStringAsync(new Uri($"/api/v1/incidents/{id}/report", UriKind.Relative), Cancel), StringComparison.Ordinal);
        Assert.Contains(await shared.Engine.PrincipalAsync("carol"), (await again.GetJsonAsync("/api/v1/alerts")).GetRawText(), StringComparison.Ordinal);
        foreach (var (bad, status) in new (object, HttpStatusCode)[]
        {
            (new { scope = "user", subject = "nobody", reason = "x" }, HttpStatusCode.NotFound), (new { scope = "planet", subject = "earth", reason = "x" }, HttpStatusCode.BadRequest),
            (new { scope = "secret", reason = "x" }, HttpStatusCode.BadRequest), (new { scope = "tier", subject = "project", reason = new string('x', 2001) }, HttpStatusCode.BadRequest),
        })
            await again.PostJsonAsync("/api/v1/incidents", bad, status);
        await again.GetJsonAsync($"/api/v1/incidents/{Guid.NewGuid()}", HttpStatusCode.NotFound);
        await again.GetJsonAsync("/api/v1/incidents?count=0", HttpStatusCode.BadRequest);
    }

    // Which of two actions comes first may change; what is said of each does not.
    private static async Task KeepReportAsync(string report)
    {
        var path = Path.Combine(Engine.Repository, Document);
        var document = await File.ReadAllTextAsync(path, Cancel);
        var start = document.IndexOf(ReportStart, 1, StringComparison.Ordinal);
        if (Soak.Times(0, 1) == 1)
            await File.WriteAllTextAsync(path, document[..start] + report, Cancel);
        else
            Assert.Equal(LinesOf(document[start..]), LinesOf(report));
    }

    // What a busy machine waits for in between is no part of it.
    private static IEnumerable<string> LinesOf(string report) => report.Split('\n').Where(line => !line.Contains("| waits: ", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static string Normal(string report)
    {
        List<string> ids = [];
        var text = Id().Replace(report, match =>
        {
            if (!ids.Contains(match.Value))
                ids.Add(match.Value);
            return $"01938f5e-0000-7000-8000-{ids.IndexOf(match.Value) + 1:000000000000}";
        });
        text = Port().Replace(Time().Replace(Span().Replace(text, "after 4.2 s"), "2026-01-02 03:04:05Z"), "127.0.0.1:9999");
        return Line().Replace(text, ".env:8");
    }

    private static IEnumerable<string> FormsOf(string value) =>
        [value, JsonSerializer.Serialize(value).Trim('"'), Uri.EscapeDataString(value), Convert.ToBase64String(Encoding.UTF8.GetBytes(value)).TrimEnd('=')];

    private Task<string> EnvAsync() => File.ReadAllTextAsync(Path.Combine(shared.Engine.Folder, ".env"), Cancel);

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.NonBacktracking)]
    private static partial Regex Id();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ", RegexOptions.NonBacktracking)]
    private static partial Regex Time();

    [GeneratedRegex(@"after [\d.]+ (s|h \d+ min)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Span();

    [GeneratedRegex(@"127\.0\.0\.1:\d+", RegexOptions.NonBacktracking)]
    private static partial Regex Port();

    [GeneratedRegex(@"\.env:\d+", RegexOptions.NonBacktracking)]
    private static partial Regex Line();
}
