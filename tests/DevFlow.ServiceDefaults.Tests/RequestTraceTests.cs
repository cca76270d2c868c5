using System.Diagnostics;
using System.Text;
using DevFlow.ConnectEmulator;
using DevFlow.Secrets;
using DevFlow.ServiceDefaults.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Trace;

namespace DevFlow.ServiceDefaults.Tests;

/// <summary>One request to a real service with the defaults, followed into its secrets.</summary>
public sealed class RequestTraceTests : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("devflow-test-").FullName;
    private readonly KeepingProcessor _spans = new();
    private ConnectEmulatorServer _connect = null!;
    private WebApplication _service = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _connect = await ConnectEmulatorServer.StartAsync(new()
        {
            Quiet = true,
            VaultsYaml = """
                tokens: [{ name: tests, token: token-of-the-tests, vaults: { DevFlow: r } }]
                vaults: [{ name: DevFlow, items: [{ title: AOSentry, category: API_CREDENTIAL, fields: { api_key: c4n4ry-of-1password } }] }]
                """,
        }, Cancel);
        Directory.CreateDirectory(Path.Combine(_root, "config"));
        await File.WriteAllTextAsync(
            Path.Combine(_root, "config", "secrets.yaml"), "llm: { aosentry: { api_key: \"op://DevFlow/AOSentry/api_key\" } }\n", Cancel);
        await File.WriteAllTextAsync(
            Path.Combine(_root, ".env"), $"OP_CONNECT_URL={_connect.Address}\nOP_CONNECT_TOKEN=token-of-the-tests\nHOT_RELOAD=false\n", Cancel);

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _root });
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["DEVFLOW_ROOT"] = _root;
        builder.Configuration["OTEL_TRACES_SAMPLER"] = "always_on";
        builder.AddServiceDefaults();
        builder.Services.AddHealthChecks().AddCheck<AskingHealthCheck>("asking");
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(_spans));
        _service = builder.Build();
        _service.MapDefaultEndpoints();
        _service.MapGet("/ask", async (ISecretResolver secrets, CancellationToken token) =>
            $"answered with a key of {(await secrets.GetAsync("AOSENTRY_API_KEY", cancellationToken: token)).Source}");
        await _service.StartAsync(Cancel);

        // What was loaded ahead is forgotten: it would leave nothing to follow.
        await Task.WhenAll(_service.Services.GetServices<IHostedService>().OfType<BackgroundService>().Select(loading => loading.ExecuteTask!));
        _service.Services.GetRequiredService<SecretsWorkspace>().Invalidate(new());
    }

    [Fact]
    public async Task A_request_is_followed_into_its_lookup_its_sources_and_the_calls_to_connect()
    {
        var cold = await AskAsync();
        var warm = await AskAsync();

        Assert.Equal(
            """
            GET /ask
              secret.resolve AOSENTRY_API_KEY: system, 1password, hit, cache miss
                secret.source.ask AOSENTRY_API_KEY: apphost, miss, cache miss
                secret.source.ask AOSENTRY_API_KEY: 1password, hit, cache miss
                  GET /v1/vaults
                  GET /v1/vaults/{vault}/items
                  GET /v1/vaults/{vault}/items/{item}
            """,
            cold, ignoreLineEndingDifferences: true);
        Assert.Equal(
            """
            GET /ask
              secret.resolve AOSENTRY_API_KEY: system, 1password, hit, cache hit
            """,
            warm, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task A_request_that_is_denied_shows_where_and_falls_through_in_local_mode()
    {
        _connect.Revoke("tests");
        await File.AppendAllTextAsync(Path.Combine(_root, ".env"), "AOSENTRY_API_KEY=c4n4ry-of-dotenv\n", Cancel);
        _service.Services.GetRequiredService<SecretsWorkspace>().Reload();

        var trace = await AskAsync();

        Assert.Contains("secret.resolve AOSENTRY_API_KEY: system, .env, hit, cache miss, event secret.fallback", trace, StringComparison.Ordinal);
        Assert.Contains("secret.source.ask AOSENTRY_API_KEY: 1password, denied", trace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_probe_leaves_no_trace_of_what_it_asks_for()
    {
        var address = _service.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var client = new HttpClient();
        _spans.Clear();

        Assert.Contains("Healthy", await client.GetStringAsync(new Uri($"{address}/health"), Cancel), StringComparison.Ordinal);
        await client.GetStringAsync(new Uri($"{address}/ask"), Cancel);

        await _spans.EndedAsync(span => span.Kind is ActivityKind.Server && span.DisplayName == "GET /ask", Cancel);
        Assert.Contains("AOSENTRY_API_KEY", _spans.Everything(), StringComparison.Ordinal);
        Assert.DoesNotContain(AskingHealthCheck.Key, _spans.Everything(), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _connect.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    private async Task<string> AskAsync()
    {
        _spans.Clear();
        var address = _service.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var client = new HttpClient();
        Assert.StartsWith("answered", await client.GetStringAsync(new Uri($"{address}/ask"), Cancel), StringComparison.Ordinal);

        var server = await _spans.EndedAsync(span => span.Kind is ActivityKind.Server && span.DisplayName == "GET /ask", Cancel);
        var text = new StringBuilder();
        Write(text, server, depth: 0);
        Assert.DoesNotContain("c4n4ry", _spans.Everything(), StringComparison.Ordinal);
        return text.ToString().TrimEnd();
    }

    private void Write(StringBuilder text, Activity span, int depth)
    {
        text.Append(' ', depth * 2).Append(NameOf(span)).Append('\n');
        // The Connect server of the test runs in this process, and its own spans are not the service's.
        var children = _spans.Of(span.TraceId).Where(child => child.ParentSpanId == span.SpanId && child.Kind is not ActivityKind.Server);
        foreach (var child in children.OrderBy(child => child.StartTimeUtc))
            Write(text, child, depth + 1);
    }

    private static string NameOf(Activity span)
    {
        if (span.Kind is ActivityKind.Client)
        {
            var path = new Uri((string)span.GetTagItem("url.full")!).AbsolutePath.Split('/');
            string[] names = ["", "v1", "vaults", "{vault}", "items", "{item}"];
            return "GET " + string.Join('/', path.Select((part, index) => part.Length == 26 ? names[index] : part));
        }

        if (span.Kind is ActivityKind.Server)
            return span.DisplayName;
        var told = new[] { "secret.tier", "secret.source", "secret.outcome" }.Select(tag => span.GetTagItem(tag) as string).OfType<string>();
        var happened = string.Concat(span.Events.Select(e => $", event {e.Name}"));
        return $"{span.OperationName} {span.GetTagItem("secret.key")}: {string.Join(", ", told)}, cache {span.GetTagItem("secret.cache")}{happened}";
    }
}
