using System.Text.Json;
using DevFlow.Secrets;

namespace DevFlow.AppHost.Tests;

/// <summary>The platform with a part of its secrets in 1Password: every service finds them there, and each access is on record.</summary>
[Collection(PlatformCollection.Name)]
public sealed class OnePasswordTests(RunningPlatform platform)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GITHUB_CLIENT_SECRET", "1password", "version 1")]
    [InlineData("CONFLUENCE_WEBHOOK_SECRET", "1password", "version 1")]
    [InlineData("JWT_SECRET", ".env", ".env:4")]
    public async Task A_secret_is_found_where_it_is_kept(string key, string source, string detail)
    {
        using var client = await platform.App.CreatePersonClientAsync("workflow-engine");

        var row = (await client.GetFromJsonElementAsync("/api/v1/secrets")).GetProperty("secrets").EnumerateArray()
            .Single(row => row.GetProperty("key").GetString() == key);

        Assert.Equal(("found", source, detail), (Text(row, "state"), Text(row, "source"), Text(row, "detail")));
    }

    [Fact]
    public async Task The_audit_of_all_services_holds_and_names_them()
    {
        using var client = platform.App.CreateHttpClient("knowledge-hub");
        using var health = await client.GetAsync("/health", Cancel);

        var report = await AuditVerifier.VerifyAsync(Path.Combine(platform.Folder, "logs", "audit"), platform.EncryptionKey, Cancel);

        Assert.Empty(report.Findings);
        Assert.All(report.Files, file => Assert.Equal(AuditProof.Keyed, file.Proof));
        var services = report.Files.Select(file => file.File.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(new HashSet<string> { "apphost", "workflow-engine", "knowledge-hub" }, services);
    }

    [Fact]
    public async Task With_connect_stopped_every_service_is_as_healthy_as_before()
    {
        var before = await HealthAsync();

        await platform.Connect.StopAsync(Cancel);
        try
        {
            Assert.Equal(before, await HealthAsync());
        }
        finally
        {
            await platform.Connect.RestartAsync(CancellationToken.None);
        }

        Assert.All(before, health => Assert.Contains(": 200 ", health, StringComparison.Ordinal));
    }

    private async Task<string[]> HealthAsync()
    {
        var answers = new List<string>();
        foreach (var service in RunningPlatform.Services)
        {
            using var client = platform.App.CreateHttpClient(service);
            using var answer = await client.GetAsync("/health", Cancel);
            var health = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("status");
            answers.Add($"{service}: {(int)answer.StatusCode} {health}");
        }

        return [.. answers];
    }

    private static string? Text(JsonElement row, string name) => row.GetProperty(name).GetString();
}
