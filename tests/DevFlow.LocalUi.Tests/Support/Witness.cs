using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace DevFlow.LocalUi.Tests.Support;

/// <summary>All that a tab was given, said and keeps: to look for values where none belongs.</summary>
internal sealed class Witness
{
    // As it is now; by the name of the place.
    private const string Kept = """
        () => JSON.stringify({
          page: document.documentElement.outerHTML,
          inputs: JSON.stringify([...document.querySelectorAll('input, textarea, select')].map(field => field.value)),
          localStorage: JSON.stringify(localStorage),
          sessionStorage: JSON.stringify(sessionStorage),
          history: JSON.stringify(history.state),
        })
        """;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(90);

    private readonly ConcurrentQueue<(string Place, string Text)> _seen = [];
    private readonly ConcurrentDictionary<IRequest, (TaskCompletionSource<Task> Read, int Document)> _requests = [];
    private readonly IPage _tab;
    private readonly ICDPSession _devTools;
    private int _documents;
    private string? _door;

    private Witness(IPage tab, ICDPSession devTools) => (_tab, _devTools) = (tab, devTools);

    /// <summary>Sees from now on what a tab is given.</summary>
    public static async Task<Witness> OfAsync(IPage tab)
    {
        var witness = new Witness(tab, await tab.Context.NewCDPSessionAsync(tab));
        tab.Request += (_, request) => witness.Begin(request);
        tab.RequestFinished += (_, request) => witness.End(request, isAnswered: true);
        tab.RequestFailed += (_, request) => witness.End(request, isAnswered: false);
        tab.Console += (_, message) => witness.See("console", message.Text);
        tab.PageError += (_, error) => witness.See("console", error);
        // Also what takes the place of another address.
        tab.FrameNavigated += (_, frame) => witness.See("history", frame.Url);
        // A stream is open for as long as the page is, and has no body before.
        witness._devTools.Event("Network.eventSourceMessageReceived").OnEvent += (_, message) => witness.See("stream", $"{message}");
        await witness._devTools.SendAsync("Network.enable");
        return witness;
    }

    /// <summary>Lets one answer through, the next to this path: it holds what its owner asks to see.</summary>
    public void LetThrough(string path) => _door = path;

    /// <summary>Where one of the values is, as it is or in one of the forms in which it travels.</summary>
    public async Task<IReadOnlyList<string>> PlacesOfAsync(params IEnumerable<string> values)
    {
        await Task.WhenAll(_requests.Values.Select(request => request.Read.Task.Unwrap())).WaitAsync(_patience, TestContext.Current.CancellationToken);
        Assert.True(_door is null, $"Nothing came from {_door}.");
        var kept = JsonSerializer.Deserialize<Dictionary<string, string>>(await _tab.EvaluateAsync<string>(Kept))!;
        var cookies = (await _tab.Context.CookiesAsync()).Where(cookie => !cookie.HttpOnly).Select(cookie => ("cookies", $"{cookie.Name}={cookie.Value}"));
        var history = ("history", $"{await _devTools.SendAsync("Page.getNavigationHistory")}");
        string[] forms = [.. values.SelectMany(FormsOf).Distinct(StringComparer.Ordinal)];
        Assert.NotEmpty(forms);
        return
        [
            .. _seen.Concat(kept.Select(one => (one.Key, one.Value))).Concat(cookies).Append(history)
                .Where(one => forms.Any(form => one.Item2.Contains(form, StringComparison.OrdinalIgnoreCase)))
                .Select(one => one.Item1).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string> FormsOf(string value) =>
        [value, Uri.EscapeDataString(value), Convert.ToBase64String(Encoding.UTF8.GetBytes(value)), Convert.ToHexString(Encoding.UTF8.GetBytes(value))];

    private void See(string place, string text) => _seen.Enqueue((place, text));

    private void Begin(IRequest request)
    {
        if (request.IsNavigationRequest && request.Frame == _tab.MainFrame)
            _documents++;
        if (request.ResourceType is not "eventsource")
            _requests[request] = (new(), _documents);
    }

    private void End(IRequest request, bool isAnswered)
    {
        var open = _requests.GetOrAdd(request, _ => (new(), _documents));
        open.Read.TrySetResult(isAnswered ? ReadAsync(request, open.Document) : Task.CompletedTask);
    }

    private async Task ReadAsync(IRequest request, int document)
    {
        var place = $"{request.Method} {new Uri(request.Url).AbsolutePath}";
        See(place, request.Url);
        if (await request.ResponseAsync() is not { } answer)
            return;
        See(place, string.Join('\n', answer.Headers.Select(header => $"{header.Key}: {header.Value}")));
        // These have no body.
        if (answer.Status is 204 or (>= 300 and < 400))
            return;
        try
        {
            var text = await answer.TextAsync();
            if (request.Method is "GET" && new Uri(request.Url).AbsolutePath == _door)
                _door = null;
            else
                See(place, text);
        }
        catch (PlaywrightException) when (_documents > document)
        {
            // The browser has let go of what the page before was given.
        }
    }
}
