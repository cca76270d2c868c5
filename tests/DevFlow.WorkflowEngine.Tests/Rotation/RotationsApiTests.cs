using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace DevFlow.WorkflowEngine.Tests.Rotation;

/// <summary>Rotations over HTTP, at an engine that does the steps by itself.</summary>
public sealed class RotationsApiTests(EngineServer server)
{
    // Made up: what no answer and no log may hold.
    private const string Canary = "c4n4ry-webhook-0123456789abcdef\"ü";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_is_rotated_on_demand_step_by_step_and_taken_back_and_no_value_comes_out()
    {
        await using var engine = await Engine.StartAsync(server, $"LOG_LEVEL=DEBUG\nGITHUB_WEBHOOK_SECRET='{Canary}'");
        using var said = new Overheard(engine);
        using var root = await engine.CreateClientAsync("root", isAdmin: true);
        using var anna = await engine.CreateClientAsync("anna");
        var answers = new List<string>();

        var plan = await PlanAsync(root, "GITHUB_WEBHOOK_SECRET");
        Assert.Equal(("on-demand", "random-key"), (plan.Text("state"), plan.Text("rotator")));

        var preview = await PostAsync(root, "GITHUB_WEBHOOK_SECRET", HttpStatusCode.OK, new { dryRun = true });
        Assert.Equal((".env", "7d", true), (preview.Text("destination"), preview.Text("overlap"), preview.GetProperty("isProven").GetBoolean()));
        Assert.Contains(Canary, await EnvAsync(engine), StringComparison.Ordinal);

        var run = (await PostAsync(root, "GITHUB_WEBHOOK_SECRET", HttpStatusCode.Accepted)).Text("id");
        var there = await UntilAsync(root, run, "overlap");
        Assert.Equal(["prove", "create", "set", "test", "finish"], there.GetProperty("steps").EnumerateArray().Select(step => step.Text("step")));
        Assert.DoesNotContain(Canary, await EnvAsync(engine), StringComparison.Ordinal);
        var replaced = (await EnvAsync(engine)).Split('\n').Single(line => line.StartsWith("GITHUB_WEBHOOK_SECRET=", StringComparison.Ordinal)).Split('=')[1].Trim('\'', '"');

        // One run of a secret at a time; whoever does not administer asks for none, and sees none.
        Assert.Contains("was rotated", (await PostAsync(root, "GITHUB_WEBHOOK_SECRET", HttpStatusCode.Conflict)).Text("detail"), StringComparison.Ordinal);
        await PostAsync(anna, "GITHUB_WEBHOOK_SECRET", HttpStatusCode.Forbidden);
        await anna.GetJsonAsync("/api/v1/rotations", HttpStatusCode.Forbidden);
        await PostAsync(anna, $"runs/{run}/roll-back", HttpStatusCode.Forbidden);

        Assert.Equal("rolled-back", (await PostAsync(root, $"runs/{run}/roll-back", HttpStatusCode.OK)).Text("state"));
        Assert.Contains(Canary, await EnvAsync(engine), StringComparison.Ordinal);
        await PostAsync(root, $"runs/{run}/roll-back", HttpStatusCode.Conflict);

        // What cannot be rotated is said, and why.
        Assert.Contains("config/secrets.yaml", (await PostAsync(root, "NO_SUCH_KEY", HttpStatusCode.NotFound)).Text("detail"), StringComparison.Ordinal);
        Assert.Contains("rotator:", (await PostAsync(root, "AOSENTRY_API_KEY", HttpStatusCode.BadRequest)).Text("detail"), StringComparison.Ordinal);
        await PostAsync(root, $"runs/{Guid.NewGuid()}/roll-back", HttpStatusCode.NotFound);
        await root.GetJsonAsync("/api/v1/rotations/runs?count=0", HttpStatusCode.BadRequest);
        Assert.Equal(run, Assert.Single((await GetAsync(root, "/api/v1/rotations/runs?secret=GITHUB_WEBHOOK_SECRET")).EnumerateArray()).Text("id"));

        var all = string.Join('\n', [.. answers, .. said.With("")]);
        Assert.NotEmpty(said.With("rotation of GITHUB_WEBHOOK_SECRET"));
        foreach (var value in (string[])[Canary, replaced])
            Assert.All(Forms(value), form => Assert.DoesNotContain(form, all, StringComparison.Ordinal));

        async Task<JsonElement> GetAsync(HttpClient client, string path)
        {
            var document = await client.GetJsonAsync(path);
            answers.Add(document.GetRawText());
            return document;
        }

        async Task<JsonElement> PlanAsync(HttpClient client, string key) =>
            Assert.Single((await GetAsync(client, "/api/v1/rotations")).EnumerateArray(), plan => plan.Text("secret") == key);

        async Task<JsonElement> PostAsync(HttpClient client, string path, HttpStatusCode expected, object? body = null)
        {
            using var answer = await client.PostAsJsonAsync($"/api/v1/rotations/{path}", body ?? new { dryRun = false }, Cancel);
            answers.Add(await answer.Content.ReadAsStringAsync(Cancel));
            Assert.Equal(expected, answer.StatusCode);
            return JsonElement.Parse(answers[^1]);
        }

        async Task<JsonElement> UntilAsync(HttpClient client, string run, string state)
        {
            while (true)
            {
                var document = await GetAsync(client, $"/api/v1/rotations/runs/{run}");
                if (document.GetProperty("run").Text("state") == state)
                    return document;
                await Task.Delay(50, Cancel);
            }
        }
    }

    private static IEnumerable<string> Forms(string value) =>
    [
        value, JsonSerializer.Serialize(value).Trim('"'), Uri.EscapeDataString(value), Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(value)).TrimEnd('='),
    ];

    private static Task<string> EnvAsync(Engine engine) => File.ReadAllTextAsync(Path.Combine(engine.Folder, ".env"), Cancel);
}
