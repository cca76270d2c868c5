using System.Net;
using System.Net.Http.Json;
using DevFlow.WorkflowEngine.Tests.Support;

namespace DevFlow.KnowledgeHub.Tests.Documents;

/// <summary>Whose a token is, said by a real Workflow Engine.</summary>
public sealed class EngineTests(EngineServer server, Stores stores) : IClassFixture<Stores>
{
    private const string ServiceKey = "service-key-of-the-hub-0123456789";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_hub_takes_tokens_that_are_for_it_and_no_others()
    {
        await using var engine = await Engine.StartAsync(server, configuration: ("ConnectionStrings:service_key_knowledge_hub", ServiceKey));
        await using var hub = stores.StartHub(settings => settings with { Engine = engine.Address.GetLeftPart(UriPartial.Authority), ServiceKey = ServiceKey });
        using var ann = await engine.CreateClientAsync("ann");
        using var issued = await ann.PostAsJsonAsync(new Uri("/api/v1/me/api-keys", UriKind.Relative), new { name = "laptop" }, Cancellation);
        var key = (string)(await issued.JsonAsync())["key"]!;

        using var forHub = hub.Client(await TokenAsync(engine, key, "knowledge-hub"));
        using var forEngine = hub.Client(await TokenAsync(engine, key, "workflow-engine"));
        var id = await forHub.IngestAsync("What Ann wrote.");
        using var refused = await forEngine.TrySearchAsync("anything");
        using var document = await forHub.GetAsync(new Uri($"/api/v1/documents/{id}", UriKind.Relative), Cancellation);

        Assert.Equal(await engine.PrincipalAsync("ann"), (string)(await document.JsonAsync())["ingestedBy"]!);
        Assert.Contains("not for this service", await refused.ProblemAsync(HttpStatusCode.Unauthorized), StringComparison.Ordinal);
    }

    private static async Task<string> TokenAsync(Engine engine, string key, string audience)
    {
        using var client = engine.CreateAnonymousClient();
        using var answer = await client.PostAsJsonAsync(new Uri("/api/v1/tokens", UriKind.Relative), new { grant = "api-key", key, audience }, Cancellation);
        return (string)(await answer.JsonAsync())["token"]!;
    }
}
