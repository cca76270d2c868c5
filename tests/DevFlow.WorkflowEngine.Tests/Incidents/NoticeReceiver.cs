using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace DevFlow.WorkflowEngine.Tests.Incidents;

/// <summary>A webhook on a port of loopback that fails at first, and then keeps what it is told.</summary>
internal sealed class NoticeReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _calls;

    private NoticeReceiver(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public ConcurrentQueue<(string Id, string Body, bool IsSigned)> Told { get; } = [];

    public static async Task<NoticeReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new NoticeReceiver(builder.Build());
        receiver._app.MapPost("/", receiver.TakeAsync);
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        if (Interlocked.Increment(ref _calls) == 1)
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        var id = request.Headers["webhook-id"].ToString();
        // As a receiver of Standard Webhooks does it.
        var signed = HMACSHA256.HashData(Encoding.UTF8.GetBytes(IncidentEngine.SigningSecret), Encoding.UTF8.GetBytes($"{id}.{request.Headers["webhook-timestamp"]}.{body}"));
        Told.Enqueue((id, body, request.Headers["webhook-signature"].ToString().Split(' ').Contains($"v1,{Convert.ToBase64String(signed)}")));
        return Results.NoContent();
    }
}
