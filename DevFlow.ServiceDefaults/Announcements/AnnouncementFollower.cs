using System.Globalization;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using DevFlow.Secrets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DevFlow.ServiceDefaults;

/// <summary>
/// Follows the Workflow Engine's announcements, so that this service does not go on with a copy of a secret that has changed. While the engine is away it
/// goes on with what it has, and catches up afterwards.
/// </summary>
internal sealed partial class AnnouncementFollower(IHttpClientFactory clients, SecretsWorkspace workspace, TimeProvider time, ILogger<AnnouncementFollower> logger) : BackgroundService
{
    private static readonly TimeSpan _firstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _maxDelay = TimeSpan.FromSeconds(10);

    // Three times what the engine lets pass between two signs of life.
    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(45);

    private bool _isAway;

    /// <summary>The generation up to which copies are dropped; null before the first word of the engine.</summary>
    internal long? Last { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var delay = _firstDelay;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(() => delay = _firstDelay, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever cuts the stream, the service goes on and the stream is taken up again.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Away(fault);
                delay = delay * 2 < _maxDelay ? delay * 2 : _maxDelay;
            }

            // Not all services come back in the same instant.
            await Task.Delay(delay * (0.5 + (Random.Shared.NextDouble() / 2)), time, stoppingToken);
        }
    }

    private async Task FollowAsync(Action connected, CancellationToken cancellationToken)
    {
        using var http = clients.CreateClient(WorkflowEngineDefaults.Client);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("api/v1/announcements", UriKind.Relative));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (Last is { } last)
            request.Headers.Add("Last-Event-ID", last.ToString(CultureInfo.InvariantCulture));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var stream = new PatientStream(await response.Content.ReadAsStreamAsync(cancellationToken), _silence, time);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            Take(item);
            connected();
            Back();
        }
    }

    private void Take(SseItem<string> item)
    {
        if (JsonSerializer.Deserialize<AnnouncementDocument>(item.Data, JsonSerializerOptions.Web) is not { } said)
            return;
        switch (item.EventType)
        {
            case "announcement" when long.TryParse(item.EventId, NumberStyles.None, CultureInfo.InvariantCulture, out var generation):
                workspace.Invalidate(said.ToInvalidation(generation));
                Last = generation;
                break;

            // What changed before the first word of the engine, or while too much was missed, may have been read before.
            case "hello" when Last is null:
            case "reset":
                workspace.Invalidate(new SecretInvalidation { Generation = said.Generation });
                Last = said.Generation;
                break;
        }
    }

    private void Away(Exception fault)
    {
        if (!_isAway)
            LogAway(fault.GetType().Name, (fault as HttpRequestException)?.StatusCode is { } status ? $" {(int)status}" : "");
        _isAway = true;
    }

    private void Back()
    {
        if (_isAway)
            LogBack();
        _isAway = false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the Workflow Engine does not tell what changes ({Fault}{Status}); secrets are served as they are known, for as long as they may be, and it is asked again")]
    private partial void LogAway(string fault, string status);

    [LoggerMessage(Level = LogLevel.Information, Message = "the Workflow Engine tells what changes again")]
    private partial void LogBack();
}
