using System.Net;
using System.Text.Json;

namespace DevFlow.AppHost.Tests;

[Collection(PlatformCollection.Name)]
public sealed class SecretsApiTests(RunningPlatform platform)
{
    [Fact]
    public async Task The_list_says_of_every_secret_where_it_comes_from()
    {
        using var client = await platform.App.CreatePersonClientAsync("workflow-engine");

        var document = await client.GetFromJsonElementAsync("/api/v1/secrets");

        var rows = document.GetProperty("secrets").EnumerateArray().ToDictionary(row => row.GetProperty("key").GetString()!, StringComparer.Ordinal);
        Assert.Equal("local", document.GetProperty("mode").GetString());
        Assert.True(document.GetProperty("onePassword").GetProperty("configured").GetBoolean());
        Assert.Equal(("found", ".env", "system"), StateOf(rows["AOSENTRY_API_KEY"]));
        Assert.Equal(("found", "apphost", "system"), StateOf(rows["DATABASE_URL"]));
        Assert.Equal(("missing", null, "system"), StateOf(rows["DEVFLOW_API_KEY"]));
        Assert.NotEqual(JsonValueKind.Null, rows["AOSENTRY_API_KEY"].GetProperty("changedAt").ValueKind);
    }

    [Fact]
    public async Task A_secret_is_explained_source_by_source()
    {
        using var client = await platform.App.CreatePersonClientAsync("workflow-engine");

        var explanation = await client.GetFromJsonElementAsync("/api/v1/secrets/AOSENTRY_API_KEY");

        Assert.Equal(".env", explanation.GetProperty("winner").GetString());
        Assert.Equal(
            ["apphost", "1password", ".env", "environment"],
            explanation.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("source").GetString()));
    }

    [Fact]
    public async Task An_unknown_key_is_not_found()
    {
        using var client = await platform.App.CreatePersonClientAsync("workflow-engine");

        using var response = await client.GetAsync("/api/v1/secrets/NO_SUCH_KEY", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("NO_SUCH_KEY", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stream_sends_the_list_at_once_and_again_when_the_env_file_changes()
    {
        using var client = await platform.App.CreatePersonClientAsync("workflow-engine");
        await using var stream = await client.GetStreamAsync("/api/v1/secret-events", TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        var first = await NextEventAsync(reader);

        await File.AppendAllTextAsync(Path.Combine(platform.Folder, ".env"), "GITHUB_CLIENT_ID=a-client-id\n", TestContext.Current.CancellationToken);
        var second = await NextEventAsync(reader);

        Assert.Equal("missing", StateOf(first, "GITHUB_CLIENT_ID"));
        Assert.Equal("found", StateOf(second, "GITHUB_CLIENT_ID"));
    }

    private static async Task<JsonElement> NextEventAsync(StreamReader reader)
    {
        // An event: "event: secrets", "data: {…}", an empty line.
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                return JsonSerializer.Deserialize<JsonElement>(line["data: ".Length..]);
        }

        throw new EndOfStreamException("The stream ended without an event.");
    }

    private static string? StateOf(JsonElement document, string key) =>
        StateOf(document.GetProperty("secrets").EnumerateArray().Single(row => row.GetProperty("key").GetString() == key)).State;

    private static (string? State, string? Source, string? Tier) StateOf(JsonElement row) =>
        (row.GetProperty("state").GetString(), row.GetProperty("source").GetString(), row.GetProperty("tier").GetString());
}
