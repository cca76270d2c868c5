using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace DevFlow.WorkflowEngine.Tests.Announcing;

/// <summary>The engine's announcements, as a service reads them.</summary>
internal sealed class EventStream : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _items;

    private EventStream(HttpResponseMessage response, IAsyncEnumerator<SseItem<string>> items) => (_response, _items) = (response, items);

    public static async Task<EventStream> OpenAsync(HttpClient client, long? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("api/v1/announcements", UriKind.Relative));
        if (lastEventId is { } last)
            request.Headers.Add("Last-Event-ID", last.ToString(CultureInfo.InvariantCulture));
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        return new(response, SseParser.Create(stream).EnumerateAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken));
    }

    public async Task<(string Type, string? Id, JsonElement Data)> NextAsync()
    {
        Assert.True(await _items.MoveNextAsync());
        var item = _items.Current;
        return (item.EventType, item.EventId, JsonDocument.Parse(item.Data).RootElement);
    }

    public async ValueTask DisposeAsync()
    {
        _response.Dispose();
        await _items.DisposeAsync();
    }
}
