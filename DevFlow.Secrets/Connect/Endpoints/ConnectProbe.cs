using System.Net.Http.Headers;

namespace DevFlow.Secrets;

/// <summary>
/// Looks at one endpoint: <c>/heartbeat</c> tells whether the process lives, <c>/health</c> whether it has data. The token goes along when
/// there is one: since 1.1.0 it wakes a server that has just been started.
/// </summary>
internal sealed class ConnectProbe(Uri address, ConnectOptions options, HttpClient http)
{
    private const string Unknown = "?";
    private const int MaxBytes = 64 * 1024;

    private readonly ConnectFailures _failures = new(address, options.TimeProvider);

    public async Task<ConnectHealth> AskAsync(CancellationToken cancellationToken)
    {
        var endpoint = new Uri(ConnectEndpoints.Show(address));
        try
        {
            await GetAsync("heartbeat", withToken: false, _ => true, cancellationToken);
        }
        catch (ConnectException e)
        {
            return new ConnectHealth(endpoint, Alive: false, Ready: false, e.Detail, Version: null, []);
        }

        try
        {
            var health = await GetAsync("health", withToken: true, ConnectJson.Health, cancellationToken);
            IReadOnlyList<ConnectDependency> parts =
            [
                .. health.Dependencies!.OfType<ConnectDependency>()
                    .Select(part => new ConnectDependency(Word(part.Service), Word(part.Status))),
            ];
            var waiting = parts.Where(IsNotReady).Select(part => $"{part.Service} is {part.Status}").ToList();
            var detail = waiting.Count == 0 ? null : $"not ready: {string.Join(", ", waiting)}";
            return new ConnectHealth(endpoint, Alive: true, Ready: waiting.Count == 0, detail, Known(health.Version), parts);
        }
        catch (ConnectException e)
        {
            return new ConnectHealth(endpoint, Alive: true, Ready: false, e.Detail, Version: null, []);
        }
    }

    // The states are documented nowhere. Seen: ACTIVE, NOT_SYNCED, TOKEN_NEEDED, UNINITIALIZED.
    private static bool IsNotReady(ConnectDependency part) => part.Status is null or Unknown
        || ((string[])["NOT", "NEEDED", "UNINITIALIZED", "INACTIVE", "ERROR", "FAIL", "DOWN"])
            .Any(word => part.Status.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string Word(string? text) => Known(text) ?? Unknown;

    private static string? Known(string? text) =>
        text is { Length: > 0 and <= 40 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or ' ') ? text : null;

    private async Task<T> GetAsync<T>(string path, bool withToken, Func<ReadOnlyMemory<byte>, T> read, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.AttemptTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path));
        if (withToken && ConnectToken.Find(options) is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            using var body = await ConnectBody.ReadAsync(response.Content, MaxBytes, either.Token)
                ?? throw _failures.TooLarge(MaxBytes, isFile: false);
            return response.IsSuccessStatusCode
                ? read(body.Bytes)
                : throw _failures.Refused(response, ConnectJson.Error(body.Bytes), body.Bytes.Length == 0, isRead: true);
        }
        catch (ConnectException e) when (e.Endpoint is null)
        {
            throw _failures.NotConnects(e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw timeout.IsCancellationRequested
                ? _failures.TimedOut(options.AttemptTimeout, isRead: true)
                : _failures.Broken(e, isRead: true);
        }
    }
}
