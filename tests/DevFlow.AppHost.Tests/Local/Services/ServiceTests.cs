using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace DevFlow.AppHost.Tests;

/// <summary>Services on their own, without an app host and without what they need.</summary>
public sealed class ServiceTests
{
    private const string Started = "Now listening on";

    [Fact]
    public async Task Json_logs_are_one_object_a_line()
    {
        using var root = new TestRoot(TestRoot.CompleteEnv());
        await using var hub = await StartAsync<Projects.DevFlow_KnowledgeHub>(root, new() { ["LOG_FORMAT"] = "json" });

        Assert.All(hub.Service.Output.Split('\n'), line => Assert.Equal(JsonValueKind.Object, JsonSerializer.Deserialize<JsonElement>(line).ValueKind));
    }

    [Fact]
    public async Task Text_logs_are_for_people()
    {
        using var root = new TestRoot(TestRoot.CompleteEnv());
        await using var hub = await StartAsync<Projects.DevFlow_KnowledgeHub>(root, new() { ["LOG_FORMAT"] = "text" });

        Assert.All(hub.Service.Output.Split('\n'), line => Assert.Matches(@"^\d\d:\d\d:\d\d\.\d{3} (info|warn): ", line));
    }

    [Fact]
    public async Task The_log_level_of_the_env_file_is_obeyed_and_the_environment_stands_above_it()
    {
        using var root = new TestRoot(TestRoot.CompleteEnv() + "LOG_LEVEL=ERROR\n");
        await using var hub = await StartAsync<Projects.DevFlow_KnowledgeHub>(root, new() { ["LOG_LEVEL"] = "INFO" });

        Assert.Contains(Started, hub.Service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_the_level_of_errors_a_start_says_nothing()
    {
        using var root = new TestRoot(TestRoot.CompleteEnv());
        var url = $"http://localhost:{TestRoot.FreePorts(1)[0]}";
        await using var hub = HostProcess.StartService<Projects.DevFlow_KnowledgeHub>(root, new() { ["ASPNETCORE_URLS"] = url, ["LOG_LEVEL"] = "ERROR" });

        using var client = new HttpClient { BaseAddress = new(url) };
        await AnswersAsync(client).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Signals.Send(hub.Id, Signals.Terminate);
        await hub.ExitAsync(TestContext.Current.CancellationToken);

        Assert.Empty(hub.Output);
    }

    [Fact]
    public async Task Without_metrics_traces_and_logs_still_go_out()
    {
        using var root = new TestRoot(TestRoot.CompleteEnv());
        await using var receiver = await OtlpReceiver.StartAsync();
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ENABLE_METRICS"] = "false",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Url,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        };
        await using (var hub = await StartAsync<Projects.DevFlow_KnowledgeHub>(root, environment))
        {
            using var response = await hub.Client.GetAsync("/no-such-path", TestContext.Current.CancellationToken);
        }

        // The service has ended, and with its end everything that it had to send was sent.
        Assert.Contains(Started, receiver.Text("logs"), StringComparison.Ordinal);
        Assert.Contains("/no-such-path", receiver.Text("traces"), StringComparison.Ordinal);
        Assert.Empty(receiver.Text("metrics"));
    }

    [Fact]
    public async Task A_source_that_cannot_be_asked_is_logged_as_a_warning()
    {
        using var root = new TestRoot(TestRoot.CompleteEnv());
        await using var hub = await StartAsync<Projects.DevFlow_KnowledgeHub>(root, new() { ["OP_CONNECT_TOKEN"] = "token-canary", ["LOG_FORMAT"] = "text" });

        await hub.Client.GetFromJsonElementAsync("/health");

        await hub.Service.WaitForLineAsync("warn: DevFlow.Secrets", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("token-canary", hub.Service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_placeholder_key_degrades_the_hub_and_is_named()
    {
        using var root = new TestRoot(TestRoot.CompleteEnv() + "AOSENTRY_API_KEY=your-aosentry-api-key-here\n");
        await using var hub = await StartAsync<Projects.DevFlow_KnowledgeHub>(root, []);

        var health = await hub.Client.GetFromJsonElementAsync("/health");

        Assert.Equal("Degraded", health.GetProperty("status").GetString());
        Assert.Contains("AOSENTRY_API_KEY is still the placeholder", health.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_database_the_engine_says_so_and_still_lists_secrets()
    {
        using var root = new TestRoot(TestRoot.CompleteEnv());
        const string Key = "service-key-0123456789abcdef";
        await using var engine = await StartAsync<Projects.DevFlow_WorkflowEngine>(root, new() { ["ConnectionStrings__service_key_mcp_gateway"] = Key });
        using var token = await engine.Client.PostAsJsonAsync(
            "/api/v1/tokens", new { grant = "service", service = "mcp-gateway", key = Key, audience = "workflow-engine" }, TestContext.Current.CancellationToken);
        engine.Client.DefaultRequestHeaders.Authorization = new(
            "Bearer", (await token.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("token").GetString());

        using var health = await engine.Client.GetAsync("/health", TestContext.Current.CancellationToken);
        var secrets = await engine.Client.GetFromJsonElementAsync("/api/v1/secrets");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Contains("the database does not answer", await health.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.NotEmpty(secrets.GetProperty("secrets").EnumerateArray());
    }

    [Fact]
    public async Task A_malformed_database_url_is_a_health_report_without_its_password()
    {
        using var root = new TestRoot(TestRoot.CompleteEnv() + "DATABASE_URL=postgresql://devflow:pass-word-canary@localhost:notaport/devflow\n");
        await using var engine = await StartAsync<Projects.DevFlow_WorkflowEngine>(root, []);

        using var health = await engine.Client.GetAsync("/health", TestContext.Current.CancellationToken);
        var text = await health.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("DATABASE_URL is malformed", text, StringComparison.Ordinal);
        Assert.DoesNotContain("pass-word-canary", text + engine.Service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_allowed_gets_through_the_loopback_guard()
    {
        using var root = new TestRoot(TestRoot.CompleteEnv());
        await using var hub = await StartAsync<Projects.DevFlow_KnowledgeHub>(root, new() { ["AllowedHosts"] = "devflow.example.com" });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health") { Headers = { Host = "devflow.example.com" } };

        using var response = await hub.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Without_the_engine_the_gateway_says_that_it_cannot_tell_who_calls()
    {
        using var root = new TestRoot(TestRoot.CompleteEnv());
        var nobody = TestRoot.FreePorts(1)[0];
        await using var gateway = await StartAsync<Projects.DevFlow_McpGateway>(root, new() { ["services__workflow-engine__http__0"] = $"http://localhost:{nobody}" });
        gateway.Client.DefaultRequestHeaders.Authorization = new("Bearer", "dfk_0123456789");

        using var answer = await gateway.Client.PostAsJsonAsync("/mcp", new { jsonrpc = "2.0", id = 1, method = "tools/list" }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("the Workflow Engine does not answer", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<RunningService> StartAsync<TProject>(TestRoot root, Dictionary<string, string?> environment)
        where TProject : DevFlow.Hosting.Local.IBuiltProject, new()
    {
        var url = $"http://localhost:{TestRoot.FreePorts(1)[0]}";
        environment["ASPNETCORE_URLS"] = url;
        var service = HostProcess.StartService<TProject>(root, environment);
        await service.WaitForLineAsync(Started, TestContext.Current.CancellationToken);
        return new(service, new() { BaseAddress = new(url) });
    }

    private static async Task AnswersAsync(HttpClient client)
    {
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync("/alive", TestContext.Current.CancellationToken);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }

    private sealed record RunningService(HostProcess Service, HttpClient Client) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Client.Dispose();
            return Service.DisposeAsync();
        }
    }
}
