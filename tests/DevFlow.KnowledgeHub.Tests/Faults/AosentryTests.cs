using System.Net;
using DevFlow.KnowledgeHub.Ingestion;
using DevFlow.Secrets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.KnowledgeHub.Tests.Faults;

/// <summary>AOSentry away, unconfigured or out of its mind: searches say so and name the key, documents wait.</summary>
public sealed class AosentryTests(HubFixture fixture) : IClassFixture<HubFixture>
{
    private const string Key = "AOSENTRY_API_KEY";

    public static TheoryData<int, string, string> Faults => new()
    {
        { 401, """{"error":{"message":"Incorrect API key provided: sk-aosentry"}}""", "refuses AOSENTRY_API_KEY" },
        { 403, "", "refuses AOSENTRY_API_KEY" },
        { 429, "", "takes no more calls" },
        { 500, "sorry", "failed (500)" },
        { 408, "", "in time" },
        { 404, "", "DEFAULT_EMBEDDING_MODEL" },
        { 200, "<html>a proxy's page</html>", "none that is understood" },
        { 200, "", "none that is understood" },
        { 200, """{"object":"list","data":[]}""", "none that is understood" },
        // Four bytes that are no number.
        { 200, """{"object":"list","model":"m","usage":{"prompt_tokens":1,"total_tokens":1},"data":[{"object":"embedding","index":0,"embedding":"AADAfw=="}]}""", "none that is understood" },
        { 302, "", "AOSENTRY_API_URL" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_search_says_what_is_wrong_and_a_document_waits_until_it_is_right(int status, string body, string why)
    {
        using var client = fixture.Hub.Client();
        fixture.Stores.Models.Fault = context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body, context.RequestAborted);
        };

        using var search = await client.TrySearchAsync("anything");
        using var answer = await client.TryAnswerAsync("anything");
        using var ingest = await client.SendAsync($"Waits {status} {body}.");

        var problem = await search.ProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Contains(why, problem, StringComparison.Ordinal);
        Assert.Contains("AOSENTRY_API_", problem, StringComparison.Ordinal);
        Assert.Contains(why, await answer.ProblemAsync(HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, ingest.StatusCode);
        var id = (string)(await ingest.JsonAsync())["id"]!;
        await client.InStateAsync(id, "queued", document => ((string?)document["problem"])?.Contains(why, StringComparison.Ordinal) is true);
        fixture.Stores.Models.Fault = null;
        // It would look by itself, later each time.
        fixture.Hub.Services.GetRequiredService<IngestionSignal>().Set();
        await client.InStateAsync(id, "ready", document => document["problem"] is null);
        Assert.Contains(await client.SearchAsync("waits", limit: 50), result => (string)result["documentId"]! == id);
    }

    [Theory]
    [InlineData("", "is missing")]
    [InlineData("your-aosentry-api-key-here", "placeholder")]
    public async Task Without_a_key_the_hub_names_it_and_goes_on_when_it_is_set(string key, string why)
    {
        fixture.Stores.Models.Fault = null;
        await using var hub = fixture.Stores.StartHub(settings => settings with { ModelKey = key });
        using var client = hub.Client();

        using var search = await client.TrySearchAsync("anything");
        using var ingest = await client.SendAsync("Waits for a key.");

        var problem = await search.ProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Contains(Key, problem, StringComparison.Ordinal);
        Assert.Contains(why, problem, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, ingest.StatusCode);
        hub.Folder.Set(Key, ModelServer.Key);
        await client.InStateAsync((string)(await ingest.JsonAsync())["id"]!, "ready");
    }

    [Fact]
    public async Task A_key_that_was_rotated_is_taken_up()
    {
        fixture.Stores.Models.Fault = null;
        await using var hub = fixture.Stores.StartHub();
        using var client = hub.Client();
        await client.IngestAsync("Before the rotation.");
        fixture.Stores.Models.AcceptedKey = "sk-aosentry-the-next-0815-XyZ";
        try
        {
            hub.Folder.Set(Key, fixture.Stores.Models.AcceptedKey);
            await client.IngestAsync("After the rotation.");
        }
        finally
        {
            fixture.Stores.Models.AcceptedKey = ModelServer.Key;
        }
    }

    [Fact]
    public async Task A_document_that_the_model_will_not_have_is_given_up_with_the_reason_and_holds_up_no_other()
    {
        fixture.Stores.Models.Fault = null;
        await using var hub = fixture.Stores.StartHub();
        using var client = hub.Client();
        fixture.Stores.Models.Refused = "unspeakable";
        try
        {
            using var refused = await client.SendAsync("It is unspeakable.", query: "?source=refused");
            await client.IngestAsync("Another one.");
            var id = (string)(await refused.JsonAsync())["id"]!;
            var failed = await client.InStateAsync(id, "failed");
            Assert.Contains("will not have the text (400)", (string)failed["problem"]!, StringComparison.Ordinal);

            // Sent again it is tried again.
            fixture.Stores.Models.Refused = null;
            using var again = await client.SendAsync("It is unspeakable.", query: "?source=refused");
            Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
            await client.InStateAsync(id, "ready");
        }
        finally
        {
            fixture.Stores.Models.Refused = null;
        }
    }

    [Fact]
    public async Task A_model_that_takes_no_text_at_all_fails_no_document()
    {
        fixture.Stores.Models.Fault = null;
        await using var hub = fixture.Stores.StartHub();
        using var client = hub.Client();
        await client.IngestAsync("Before.");
        fixture.Stores.Models.Refused = "";
        try
        {
            using var waits = await client.SendAsync("Waits for the right model.");
            var id = (string)(await waits.JsonAsync())["id"]!;
            await client.InStateAsync(id, "queued", document => ((string?)document["problem"])?.Contains("DEFAULT_EMBEDDING_MODEL", StringComparison.Ordinal) is true);
            fixture.Stores.Models.Refused = null;
            await client.InStateAsync(id, "ready");
        }
        finally
        {
            fixture.Stores.Models.Refused = null;
        }
    }

    [Fact]
    public async Task What_one_model_would_not_have_the_next_is_asked_for()
    {
        fixture.Stores.Models.Fault = null;
        await using var hub = fixture.Stores.StartHub(settings => settings with { Env = "DEFAULT_EMBEDDING_MODEL=one" });
        using var client = hub.Client();
        fixture.Stores.Models.Refused = "unspeakable";
        try
        {
            using var refused = await client.SendAsync("It is unspeakable.");
            var id = (string)(await refused.JsonAsync())["id"]!;
            await client.InStateAsync(id, "failed");
            fixture.Stores.Models.Refused = null;
            hub.Folder.Set("DEFAULT_EMBEDDING_MODEL", "two");
            await client.InStateAsync(id, "ready", document => (string?)document["model"] == "two");
        }
        finally
        {
            fixture.Stores.Models.Refused = null;
        }
    }

    [Fact]
    public async Task Nobody_listening_is_said_as_it_is()
    {
        await using var hub = fixture.Stores.StartHub(settings => settings with { Models = new Uri("http://127.0.0.1:9/") });
        using var client = hub.Client();

        using var search = await client.TrySearchAsync("anything");

        Assert.Contains("does not answer", await search.ProblemAsync(HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_hangs_is_given_up_in_time()
    {
        await using var hub = fixture.Stores.StartHub();
        using var models = new Models.Aosentry(hub.Services.GetRequiredService<ISecretResolver>(), hub.Services.GetRequiredService<DevFlowSettings>()) { Patience = TimeSpan.FromMilliseconds(200) };
        fixture.Stores.Models.Fault = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        try
        {
            var fault = await Assert.ThrowsAsync<Models.ModelException>(() => models.EmbedAsync(["anything"], TestContext.Current.CancellationToken));
            Assert.Contains("in time", fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            fixture.Stores.Models.Fault = null;
        }
    }
}
