using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.ServiceDefaults.Tests.Access;

/// <summary>
/// A server that speaks as the Workflow Engine does about tokens, and counts: what these tests are about is how often it is asked. That the real one
/// answers so is tested beside it.
/// </summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    public const string Key = "service-key-0123456789";

    private readonly WebApplication _app;
    private int _issued;

    private FakeEngine(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public ConcurrentQueue<string> Shown { get; } = [];

    public int Issued => _issued;

    public int Introspected;

    /// <summary>Tokens up to this number are not accepted.</summary>
    public int RefusedUpTo { get; set; }

    public int ExpiresIn { get; set; } = 900;

    /// <summary>What is said of a token; by default that it does not count.</summary>
    public Func<string, object> Answer { get; set; } = _ => new { active = false };

    public static async Task<FakeEngine> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        var app = builder.Build();
        var engine = new FakeEngine(app);
        app.UseRouting();
        app.MapPost("/api/v1/tokens", engine.IssueAsync);
        app.MapPost("/api/v1/tokens/introspect", engine.IntrospectAsync);
        app.MapFallback(engine.Note);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return engine;
    }

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task IssueAsync(HttpContext context)
    {
        var request = await context.Request.ReadFromJsonAsync<Dictionary<string, string>>(context.RequestAborted);
        if (request is not { } body || body["grant"] != "service" || body["service"] != "mcp-gateway" || body["key"] != Key || body["audience"] != "workflow-engine")
        {
            context.Response.StatusCode = 401;
            return;
        }

        await context.Response.WriteAsJsonAsync(new { token = $"token-{Interlocked.Increment(ref _issued)}", tokenType = "Bearer", expiresIn = ExpiresIn }, context.RequestAborted);
    }

    private async Task IntrospectAsync(HttpContext context)
    {
        Interlocked.Increment(ref Introspected);
        var body = await context.Request.ReadFromJsonAsync<Dictionary<string, string>>(context.RequestAborted);
        await context.Response.WriteAsJsonAsync(Answer(body!["token"]), context.RequestAborted);
    }

    private IResult Note(HttpContext context)
    {
        var shown = context.Request.Headers.Authorization.ToString();
        Shown.Enqueue(shown);
        var number = shown.StartsWith("Bearer token-", StringComparison.Ordinal) ? int.Parse(shown["Bearer token-".Length..]) : 0;
        return Results.StatusCode(number > RefusedUpTo ? 200 : 401);
    }
}
