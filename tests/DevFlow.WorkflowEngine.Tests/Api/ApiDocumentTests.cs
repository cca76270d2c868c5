using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DevFlow.WorkflowEngine.Tests.Api;

public sealed partial class ApiDocumentTests(EngineServer server)
{
    [Fact]
    public async Task Every_operation_says_in_a_sentence_what_it_does()
    {
        await using var engine = await Engine.StartAsync(server);
        using var client = engine.CreateAnonymousClient();

        var document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", TestContext.Current.CancellationToken);

        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Name: $"{operation.Name} {path.Name}", operation.Value))).ToList();
        Assert.Contains(operations, operation => operation.Name == "get /api/v1/secrets/{key}");
        Assert.Empty(operations.Where(operation => !operation.Value.TryGetProperty("summary", out _)).Select(operation => operation.Name));
        Assert.Empty(operations.Where(operation => !operation.Value.TryGetProperty("operationId", out _)).Select(operation => operation.Name));
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("Bearer").GetProperty("scheme").GetString());
    }

    [Fact]
    public async Task The_reference_page_asks_for_nothing_from_elsewhere()
    {
        await using var engine = await Engine.StartAsync(server);
        using var client = engine.CreateAnonymousClient();

        var page = await client.GetStringAsync("/reference", TestContext.Current.CancellationToken);

        Assert.Contains("DevFlow API", page, StringComparison.Ordinal);
        var scripts = Source().Matches(page).Select(match => match.Groups["url"].Value).ToList();
        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.False(Uri.TryCreate(script, UriKind.Absolute, out var url) && url.Scheme.StartsWith("http", StringComparison.Ordinal), script));
    }

    [GeneratedRegex("(src|href)=\"(?<url>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Source();
}
