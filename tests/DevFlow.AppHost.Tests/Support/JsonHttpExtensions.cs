using System.Net.Http.Json;
using System.Text.Json;

namespace DevFlow.AppHost.Tests;

internal static class JsonHttpExtensions
{
    /// <summary>The answer to a GET; one that is no success fails the test with what it says.</summary>
    public static async Task<JsonElement> GetFromJsonElementAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        if (!answer.IsSuccessStatusCode)
            Assert.Fail($"GET {path}: {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
