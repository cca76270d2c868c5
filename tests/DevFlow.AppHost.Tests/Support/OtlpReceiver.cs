using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace DevFlow.AppHost.Tests;

/// <summary>Takes OTLP over http/protobuf and keeps the bytes: what leaves a service is what a canary is searched in.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<byte[]>> _bodies = new(StringComparer.Ordinal);

    private OtlpReceiver(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new OtlpReceiver(builder.Build());
        receiver._app.MapPost("/v1/{signal}", async (string signal, Microsoft.AspNetCore.Http.HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            receiver._bodies.GetOrAdd(signal, _ => new()).Enqueue(body.ToArray());
        });
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Everything received for a signal (traces, logs, metrics); protobuf keeps strings as they are.</summary>
    public string Text(string signal) => _bodies.TryGetValue(signal, out var bodies) ? string.Concat(bodies.Select(Encoding.UTF8.GetString)) : "";

    public async Task WaitForAsync(string signal, string text, CancellationToken cancellationToken)
    {
        while (!Text(signal).Contains(text, StringComparison.Ordinal))
            await Task.Delay(50, cancellationToken);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
