using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace DevFlow.KnowledgeHub.Tests.Support;

/// <summary>A way to Qdrant that counts the points which are read through it, page by page: work is told by them, and not by time.</summary>
internal sealed class CountedQdrant : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;
    private int _read;

    private CountedQdrant(WebApplication app, Uri qdrant) => (_app, _http) = (app, new HttpClient { BaseAddress = qdrant });

    public Uri Address => new(_app.Urls.Single());

    public int Read => Volatile.Read(ref _read);

    public static async Task<CountedQdrant> StartAsync(Uri qdrant)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var counted = new CountedQdrant(app, qdrant);
        app.Run(counted.PassAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return counted;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri($"{context.Request.Path}{context.Request.QueryString}", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("api-key", context.Request.Headers["api-key"].ToString());
        if (context.Request.ContentLength > 0)
            request.Content = new StreamContent(context.Request.Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await _http.SendAsync(request, context.RequestAborted);
        var text = await answer.Content.ReadAsStringAsync(context.RequestAborted);
        if (context.Request.Path.Value!.EndsWith("/points/scroll", StringComparison.Ordinal) && answer.IsSuccessStatusCode)
            Interlocked.Add(ref _read, JsonNode.Parse(text)!["result"]!["points"]!.AsArray().Count);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await context.Response.WriteAsync(text, context.RequestAborted);
    }
}
