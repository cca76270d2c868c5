using System.Net;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using DevFlow.KnowledgeHub.Api;
using DevFlow.Secrets;

namespace DevFlow.KnowledgeHub.Qdrant;

/// <summary>Qdrant's REST API. Address and key are asked of the cascade for each call, so that a rotation is taken up.</summary>
internal sealed class QdrantRest(ISecretResolver secrets) : IDisposable
{
    private const string UrlKey = "QDRANT_URL";
    private const string ApiKey = "QDRANT_API_KEY";

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        // The longer half of a text in another script would be escapes.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    // Without the retries of the service defaults: who waits is told at once, and the work beside the requests has patience of its own.
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = TimeSpan.FromSeconds(20) };

    /// <summary>Sends a request, and reads <c>result</c> of the answer.</summary>
    /// <returns>Null when there is no such collection.</returns>
    /// <exception cref="HubException">It does not answer, or refuses.</exception>
    public async Task<JsonElement?> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        var root = await RootAsync(cancellationToken);
        using var request = new HttpRequestMessage(method, new Uri(root, path));
        if (await TryGetAsync(ApiKey, cancellationToken) is { } key)
            request.Headers.TryAddWithoutValidation("api-key", key.Reveal());
        if (body is not null)
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, _json)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            if (response.StatusCode is HttpStatusCode.NotFound)
                return null;
            if (!response.IsSuccessStatusCode)
                throw Refused(root, response.StatusCode);
            using var document = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
            return document.RootElement.GetProperty("result").Clone();
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException or KeyNotFoundException or InvalidOperationException
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new QdrantAwayException($"Qdrant at {root.Host}:{root.Port} does not answer, so that documents can be neither kept nor found. Try again when it is back.", fault);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<Uri> RootAsync(CancellationToken cancellationToken)
    {
        var url = await TryGetAsync(UrlKey, cancellationToken);
        if (url is null)
            throw new QdrantAwayException($"Qdrant is not configured: set {UrlKey} in .env.");
        return Uri.TryCreate(url.Reveal(), UriKind.Absolute, out var root) && root.Scheme is "http" or "https"
            ? root
            : throw new QdrantAwayException($"{UrlKey} (from {url.Source}) is not an http or https URL.");
    }

    private async Task<SecretValue?> TryGetAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return await secrets.TryGetAsync(key, cancellationToken: cancellationToken);
        }
        catch (SecretRefusedException refusal)
        {
            throw new QdrantAwayException(refusal.Message, refusal);
        }
    }

    private static HubException Refused(Uri root, HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            new QdrantAwayException($"Qdrant at {root.Host}:{root.Port} refuses the key of this hub: set {ApiKey} to the key that Qdrant was started with."),
        HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
            new QdrantAwayException($"Qdrant at {root.Host}:{root.Port} answered {(int)status}. Try again later."),
        HttpStatusCode.Conflict => new HubException(StatusCodes.Status409Conflict, "It is there already", $"Qdrant at {root.Host}:{root.Port} has it already."),
        _ => new HubException(StatusCodes.Status500InternalServerError, "Refused by Qdrant", $"Qdrant at {root.Host}:{root.Port} answered {(int)status}."),
    };
}
