using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;

namespace DevFlow.Secrets;

/// <summary>
/// Calls of a Workflow Engine's API, as the person whose key it is: see <see cref="SecretsWorkspace.GetEngine"/>. Paths are relative, without a slash at
/// their begin. Each call throws <see cref="VaultException"/> when the engine does not answer or refuses; what it says is for the person who must act.
/// </summary>
public sealed class EngineApi
{
    /// <summary>The header that says which call it is, where a call may be made again by who has lost its answer.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    private readonly HttpClient _http;
    private readonly VaultHttp _calls;
    private readonly EngineKey? _key;

    internal EngineApi(HttpClient http, EngineKey? key)
    {
        _http = http;
        _calls = new VaultHttp(http);
        _key = key;
    }

    /// <summary>Where the engine is.</summary>
    public Uri Address => _http.BaseAddress!;

    /// <summary>An engine that is called by nobody in particular.</summary>
    /// <param name="http">Its base address is the engine's.</param>
    public static EngineApi Anonymous(HttpClient http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return new EngineApi(http, key: null);
    }

    /// <summary>Reads.</summary>
    /// <param name="path">The path.</param>
    /// <param name="type">Of the answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        await IdentifyAsync(cancellationToken);
        return await _calls.GetAsync(path, type, cancellationToken);
    }

    /// <summary>Reads what is a text.</summary>
    /// <param name="path">The path.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<string> GetTextAsync(string path, CancellationToken cancellationToken)
    {
        await IdentifyAsync(cancellationToken);
        return await _calls.GetTextAsync(path, cancellationToken);
    }

    /// <summary>Reads; null where there is none.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public async Task<T?> FindAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) where T : class
    {
        await IdentifyAsync(cancellationToken);
        return await _calls.FindAsync(path, type, cancellationToken);
    }

    /// <summary>Asks for something to be done, which a handler does not ask for again by itself.</summary>
    /// <param name="path">The path.</param>
    /// <param name="body">What is asked for.</param>
    /// <param name="bodyType">Of the body.</param>
    /// <param name="type">Of the answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<T> PostAsync<TBody, T>(string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        await IdentifyAsync(cancellationToken);
        return await _calls.WriteAsync(HttpMethod.Post, path, body, bodyType, type, cancellationToken);
    }

    /// <summary>
    /// As <see cref="PostAsync{TBody,T}"/>, for what the engine does once for an <see cref="IdempotencyKey"/>: it is asked for once more, with the same one, when the connection
    /// breaks before the answer is there.
    /// </summary>
    /// <inheritdoc cref="PostAsync{TBody,T}"/>
    public async Task<T> PostOnceAsync<TBody, T>(string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        await IdentifyAsync(cancellationToken);
        var key = $"{Guid.NewGuid()}";
        try
        {
            return await _calls.WriteAsync(HttpMethod.Post, path, body, bodyType, type, cancellationToken, key);
        }
        catch (VaultException fault) when (EngineFaults.IsOfABrokenConnection(fault))
        {
            return await _calls.WriteAsync(HttpMethod.Post, path, body, bodyType, type, cancellationToken, key);
        }
    }

    /// <summary>Asks for something to be done; the answer is not read.</summary>
    /// <inheritdoc cref="PostAsync{TBody,T}"/>
    public async Task PostAsync<TBody>(string path, TBody body, JsonTypeInfo<TBody> bodyType, CancellationToken cancellationToken)
    {
        await IdentifyAsync(cancellationToken);
        await _calls.WriteAsync(HttpMethod.Post, path, body, bodyType, cancellationToken);
    }

    /// <summary>Writes what is at a path.</summary>
    /// <inheritdoc cref="PostAsync{TBody,T}"/>
    public async Task<T> PutAsync<TBody, T>(string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        await IdentifyAsync(cancellationToken);
        return await _calls.WriteAsync(HttpMethod.Put, path, body, bodyType, type, cancellationToken);
    }

    /// <summary>Removes; false where there was none.</summary>
    /// <param name="path">The path.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> DeleteAsync(string path, CancellationToken cancellationToken)
    {
        await IdentifyAsync(cancellationToken);
        return await _calls.DeleteAsync(path, cancellationToken);
    }

    /// <summary>Removes, and reads what became of it; null where there was none.</summary>
    /// <param name="path">The path.</param>
    /// <param name="type">Of the answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<T?> DeleteAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) where T : class
    {
        await IdentifyAsync(cancellationToken);
        return await _calls.DeleteAsync(path, type, cancellationToken);
    }

    private async Task IdentifyAsync(CancellationToken cancellationToken)
    {
        if (_http.DefaultRequestHeaders.Authorization is null && _key is not null && await _key.FindAsync(cancellationToken) is { } key)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Reveal());
    }
}
