using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DevFlow.WorkflowEngine.Tests.Access;

/// <summary>Nothing that anybody signs in with comes out but in the answer that gives it.</summary>
public sealed class AccessCanaryTests(EngineServer server)
{
    private const string Code = "c4n4ry-code-0123456789012345678901234567890_";
    private const string GatewayKey = "c4n4ry-gateway-key-0123456789";
    private const string Wrong = "dfk_c4n4ryc4n4ryc4n4ryc4n4ryc4n4ryc4n4ryc4n4ry0";

    [Fact]
    public async Task No_token_key_code_or_cookie_is_in_logs_spans_metrics_audit_or_database()
    {
        var said = new ConcurrentQueue<string>();
        using var spans = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => said.Enqueue($"{span.DisplayName} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events.SelectMany(entry => entry.Tags))}"),
        };
        ActivitySource.AddActivityListener(spans);
        using var meters = new MeterListener { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => said.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray())}"));
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => said.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray())}"));
        meters.Start();
        await using var engine = await Engine.StartAsync(
            server, "LOG_LEVEL=DEBUG\nDEBUG_MODE=true", ("SIGN_IN_CODE", Code), ("ConnectionStrings:service_key_mcp_gateway", GatewayKey),
            ("Logging:LogLevel:Microsoft", "Trace"), ("Logging:LogLevel:Default", "Trace"));
        using var provider = new ListProvider(said);
        engine.Services.GetRequiredService<ILoggerFactory>().AddProvider(provider);

        var secrets = await UseEverythingAsync(engine);

        var output = string.Join('\n', said);
        Assert.Contains("api/v1/tokens", output, StringComparison.Ordinal);
        Assert.Contains("Alert", output, StringComparison.OrdinalIgnoreCase);
        var audit = engine.AuditText();
        Assert.Contains("api:POST /api/v1/tokens", audit, StringComparison.Ordinal);
        var rows = await engine.RowsAsync();
        Assert.Contains("canary-key", rows, StringComparison.Ordinal);
        foreach (var secret in secrets)
        {
            foreach (var form in Forms(secret))
            {
                Assert.DoesNotContain(form, output, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(form, audit, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(form, rows, StringComparison.OrdinalIgnoreCase);
            }

            // A hash of it may be in the database alone.
            var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
            Assert.DoesNotContain(hash, output, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(hash, audit, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static async Task<List<string>> UseEverythingAsync(Engine engine)
    {
        using var browser = new Browser(engine.Address);
        using var client = engine.CreateAnonymousClient();
        var begun = await browser.SignInAsync(new { grant = "code", code = Code });
        var session = await browser.SignInAsync(new { grant = "session" });
        await browser.SignInAsync(new { grant = "code", code = Code });
        var service = (await client.PostJsonAsync("/api/v1/tokens", new { grant = "service", service = "mcp-gateway", key = GatewayKey })).Text("token");
        client.DefaultRequestHeaders.Authorization = new("Bearer", begun.Token);
        var issued = await client.PostJsonAsync("/api/v1/me/api-keys", new { name = "canary-key" });
        var key = issued.Text("key");
        var ofKey = (await client.PostJsonAsync("/api/v1/tokens", new { grant = "api-key", key })).Text("token");
        await client.PostJsonAsync("/api/v1/tokens/introspect", new { token = key });
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        await client.GetJsonAsync("/api/v1/me");
        client.DefaultRequestHeaders.Authorization = new("Bearer", Wrong);
        for (var i = 0; i < 6; i++)
            await client.GetJsonAsync("/api/v1/me", HttpStatusCode.Unauthorized);
        // In places where none belongs, too.
        client.DefaultRequestHeaders.Authorization = new("Basic", key);
        await client.GetJsonAsync("/api/v1/me", HttpStatusCode.Unauthorized);
        client.DefaultRequestHeaders.Authorization = null;
        await client.PostJsonAsync("/api/v1/tokens", new { grant = key, key, code = key }, HttpStatusCode.BadRequest);
        await client.PostJsonAsync("/api/v1/tokens", new { grant = new { key } }, HttpStatusCode.BadRequest);
        await client.PostJsonAsync("/api/v1/tokens", new { grant = "api-key", key, audience = key }, HttpStatusCode.BadRequest);
        await browser.SignOutAsync();
        var cookie = begun.Cookie!.Split(';')[0]["devflow_session=".Length..];
        return [Code, GatewayKey, Wrong, cookie, key, begun.Token!, session.Token!, service, ofKey, begun.Token!.Split('.')[2], service.Split('.')[2]];
    }

    private static IEnumerable<string> Forms(string secret) =>
    [
        secret, Uri.EscapeDataString(secret), JsonSerializer.Serialize(secret).Trim('"'),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('='), Convert.ToHexString(Encoding.UTF8.GetBytes(secret)),
    ];

    private sealed class ListProvider(ConcurrentQueue<string> said) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            said.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var members = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs) : "";
            said.Enqueue($"{eventId} {formatter(state, exception)} {members} {exception}");
        }

        public void Dispose()
        {
        }
    }
}
