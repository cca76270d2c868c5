using System.Net.Http.Json;
using System.Text.Json;

namespace DevFlow.AppHost.Tests;

internal static class JsonHttpExtensions
{
    public static async Task<JsonElement> GetFromJsonElementAsync(this HttpClient client, string path) =>
        await client.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);
}
