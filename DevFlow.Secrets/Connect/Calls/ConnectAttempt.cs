using System.Net.Http.Headers;

namespace DevFlow.Secrets;

/// <summary>Sends one request to one endpoint and reads the answer.</summary>
internal sealed class ConnectAttempt(Uri address, ConnectOptions options, HttpClient http, ConnectFailures failures)
{
    private const int MaxErrorBytes = 64 * 1024;

    private volatile bool _hasAnswered;

    /// <summary>Whether it has ever answered, if only with a refusal.</summary>
    public bool HasAnswered => _hasAnswered;

    public async Task<T> SendAsync<T>(ConnectCall<T> call, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(call.Method, new Uri(address, call.Path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token());
        if (call.Body is not null)
            request.Content = new ByteArrayContent(call.Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if ((int)response.StatusCode < 500)
                _hasAnswered = true;
            return response.IsSuccessStatusCode
                ? await ReadAsync(response, call, cancellationToken)
                : throw await RefuseAsync(response, call.IsRead, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // What was cancelled from outside stays so; without that it was the connection that took too long.
            cancellationToken.ThrowIfCancellationRequested();
            throw failures.Broken(e, call.IsRead);
        }
    }

    private string Token() =>
        ConnectToken.Find(options) ?? throw (ConnectToken.IsMissing(options) ? failures.NoToken() : failures.OddToken());

    private async Task<T> ReadAsync<T>(HttpResponseMessage response, ConnectCall<T> call, CancellationToken cancellationToken)
    {
        // Connect sends files as application/octet-stream, HTML files too: a page is from somebody between, and no secret.
        if (call.IsFile && response.Content.Headers.ContentType?.MediaType is "text/html")
            throw failures.PageForFile();
        using var body = await ConnectBody.ReadAsync(response.Content, call.MaxBytes, cancellationToken)
            ?? throw failures.TooLarge(call.MaxBytes, call.IsFile);
        try
        {
            return call.Read(body.Bytes);
        }
        catch (ConnectException e)
        {
            throw failures.NotConnects(e);
        }
    }

    private async Task<ConnectException> RefuseAsync(HttpResponseMessage response, bool isRead, CancellationToken cancellationToken)
    {
        using var body = await ConnectBody.ReadAsync(response.Content, MaxErrorBytes, cancellationToken);
        var error = body is null ? null : ConnectJson.Error(body.Bytes);
        return failures.Refused(response, error, isEmpty: body is { Bytes.Length: 0 }, isRead);
    }
}
