using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DevFlow.QdrantEmulator.Tests;

/// <summary>What came back.</summary>
internal sealed record Reply(HttpStatusCode Status, string Text)
{
    public JsonNode Json => JsonNode.Parse(Text, documentOptions: new JsonDocumentOptions { MaxDepth = 512 })!;

    public JsonNode Result => Json["result"]!;

    public string Error => (string)Json["status"]!["error"]!;

    /// <summary>The ids of the points, as they stand in the answer.</summary>
    public string Ids => string.Join(' ', Points.Select(point => point!["id"]!.ToString()));

    public JsonArray Points => Result as JsonArray ?? Result["points"]!.AsArray();

    public Reply IsOk()
    {
        Assert.True(Status == HttpStatusCode.OK, Text);
        Assert.Equal("ok", (string?)Json["status"]);
        Assert.True((double)Json["time"]! >= 0);
        return this;
    }

    public void IsError(int status, string message)
    {
        Assert.Equal(message, Error);
        Assert.Equal(status, (int)Status);
        Assert.True((double)Json["time"]! >= 0);
    }
}
