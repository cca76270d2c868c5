using System.Net;
using System.Text.Json.Nodes;

namespace DevFlow.ConnectEmulator.Tests;

/// <summary>What came back.</summary>
internal sealed record Reply(HttpStatusCode Status, string Text, HttpResponseMessage Message)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public JsonNode this[string member] => Json[member]!;

    public List<string> Titles => [.. Json.AsArray().Select(item => (string)(item!["title"] ?? item["name"])!)];

    public JsonObject Field(string idOrLabel) => Json["fields"]!.AsArray().Select(field => field!.AsObject())
        .Single(field => (string?)field["id"] == idOrLabel || (string?)field["label"] == idOrLabel);

    public string? Header(string name) =>
        Message.Headers.TryGetValues(name, out var values) || Message.Content.Headers.TryGetValues(name, out values) ? string.Join(',', values) : null;

    public void IsError(int status, string message)
    {
        Assert.Equal(status, (int)Status);
        Assert.Equal(status, (int)this["status"]);
        Assert.Equal(message, (string?)this["message"]);
    }
}
