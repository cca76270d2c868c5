using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using DevFlow.ConnectEmulator;

namespace DevFlow.AppHost.Tests;

/// <summary>Marked values go in by 1Password and .env; everything that comes out of the platform is searched for them.</summary>
[Collection(PlatformCollection.Name)]
public sealed class CanaryTests(RunningPlatform platform)
{
    private static readonly string[] Paths =
    [
        "/", "/health", "/alive", "/api/v1/secrets", "/api/v1/secrets/AOSENTRY_API_KEY", "/api/v1/secrets/DATABASE_URL",
        "/api/v1/secrets/GITHUB_CLIENT_SECRET", "/api/v1/secrets/NO_SUCH_KEY", "/mcp", "/no-such-path",
    ];

    [Fact]
    public async Task No_secret_is_in_any_log_answer_telemetry_or_command_line()
    {
        var outputs = new Dictionary<string, string>(StringComparer.Ordinal);
        await AskAllAsync(outputs, "");
        FaultRule[] faults =
        [
            new() { Kind = FaultKind.Truncated, Times = 2 },
            new() { Kind = FaultKind.Html, Times = 2 },
            new() { Kind = FaultKind.Status, Status = 500, Times = 2 },
            new() { Kind = FaultKind.Forbidden, Times = 2 },
            new() { Kind = FaultKind.Drop, Times = 2 },
        ];
        foreach (var fault in faults)
            platform.Connect.Faults.Add(fault);
        // A fault that no request met would have shown nothing; what is remembered is asked for again within a second or two.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        do
            await AskAllAsync(outputs, ", Connect being ill");
        while (faults.SequenceEqual(platform.Connect.Faults.All) && !limit.IsCancellationRequested);
        Assert.NotEqual(faults, platform.Connect.Faults.All);
        platform.Connect.Faults.Clear();

        await platform.Telemetry.WaitForAsync("traces", "secret.resolve", TestContext.Current.CancellationToken);
        foreach (var signal in (string[])["traces", "logs", "metrics"])
        {
            await platform.Telemetry.WaitForAsync(signal, "workflow-engine", TestContext.Current.CancellationToken);
            outputs[$"telemetry: {signal}"] = platform.Telemetry.Text(signal);
        }

        outputs["console logs"] = await platform.LogsAsync();
        Assert.Contains("the database devflow is ready for the login devflow", outputs["console logs"], StringComparison.Ordinal);
        foreach (var id in ProcessList.Naming(platform.Folder))
            outputs[$"command line of {id}"] = ProcessList.CommandLine(id);

        foreach (var file in Directory.EnumerateFiles(Path.Combine(platform.Folder, "logs", "audit"), "*.jsonl", SearchOption.AllDirectories))
            outputs[$"audit {file}"] = await ReadSharedAsync(file);

        // What a password becomes in the server must not travel either: it can be guessed against.
        Assert.All(outputs, output => Assert.False(output.Value.Contains("SCRAM-SHA-256$", StringComparison.Ordinal), $"{output.Key} holds a password's verifier"));

        Assert.NotEmpty(platform.Canaries);
        foreach (var canary in (string[])[.. platform.Canaries, await platform.App.ApiKeyAsync(), await platform.App.ParameterAsync("sign-in-code"), await platform.App.ParameterAsync("mcp-gateway-key")])
        {
            foreach (var form in FormsOf(canary))
            {
                foreach (var (name, text) in outputs)
                    Assert.False(text.Contains(form, StringComparison.Ordinal), $"{name} holds a secret value");
            }
        }
    }

    [Fact]
    public async Task The_search_would_find_a_value_that_leaks()
    {
        // The same receiver, the same search, a value that is sent on purpose.
        var canary = platform.Canaries[0];
        await using var receiver = await OtlpReceiver.StartAsync();
        using var client = new HttpClient { BaseAddress = new(receiver.Url) };

        using var response = await client.PostAsJsonAsync("/v1/logs", new { text = canary }, TestContext.Current.CancellationToken);

        var text = receiver.Text("logs");
        Assert.Contains(FormsOf(canary), form => text.Contains(form, StringComparison.Ordinal));
    }

    /// <summary>A value may leave as it is, escaped for JSON or for a URL, or in base64.</summary>
    private static IEnumerable<string> FormsOf(string value) => new[]
    {
        value,
        JsonSerializer.Serialize(value).Trim('"'),
        Uri.EscapeDataString(value),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(value)).TrimEnd('='),
    }.Distinct(StringComparer.Ordinal);

    private async Task AskAllAsync(Dictionary<string, string> outputs, string circumstance)
    {
        foreach (var resource in (string[])[.. RunningPlatform.Services, "local-ui"])
        {
            foreach (var path in Paths)
                outputs[$"GET {path} of {resource}{circumstance}"] = await AnswerAsync(resource, path);
        }
    }

    private static async Task<string> ReadSharedAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private async Task<string> AnswerAsync(string resource, string path)
    {
        using var client = await platform.App.CreatePersonClientAsync(resource);
        using var response = await client.GetAsync(path, HttpCompletionOption.ResponseContentRead, TestContext.Current.CancellationToken);
        return response.ToString() + await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
