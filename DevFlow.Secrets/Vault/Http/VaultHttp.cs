using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DevFlow.Secrets;

/// <summary>Calls of the vault's API, and what its refusals mean. Nothing that comes back is kept anywhere but in memory.</summary>
internal sealed class VaultHttp(HttpClient http)
{
    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, body: null, cancellationToken);
        return await ReadAsync(answer, type, cancellationToken);
    }

    public async Task<string> GetTextAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, body: null, cancellationToken);
        try
        {
            return await answer.Content.ReadAsStringAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw EngineFaults.Unreadable(http.BaseAddress, fault);
        }
    }

    /// <summary>Null where there is nothing of that name.</summary>
    public async Task<T?> FindAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) where T : class
    {
        try
        {
            return await GetAsync(path, type, cancellationToken);
        }
        catch (VaultException fault) when (fault.Error is VaultError.NotFound)
        {
            return null;
        }
    }

    public Task<VaultSecret> PutAsync(string path, VaultWrite write, CancellationToken cancellationToken) =>
        WriteAsync(HttpMethod.Put, path, write, VaultJsonContext.Default.VaultWrite, VaultJsonContext.Default.VaultSecret, cancellationToken);

    public Task<VaultSecret> RestoreAsync(string path, int version, int? expectedVersion, CancellationToken cancellationToken) => WriteAsync(
        HttpMethod.Post, VaultRestore.PathOf(path, version), new VaultRestore(expectedVersion), VaultJsonContext.Default.VaultRestore, VaultJsonContext.Default.VaultSecret, cancellationToken);

    /// <summary>Sends a body, and reads what comes back.</summary>
    public async Task<T> WriteAsync<TBody, T>(
        HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken cancellationToken, string? idempotencyKey = null)
    {
        using var content = ContentOf(body, bodyType);
        using var answer = await SendAsync(method, path, content, cancellationToken, idempotencyKey);
        return await ReadAsync(answer, type, cancellationToken);
    }

    /// <summary>Sends a body; what comes back is not read.</summary>
    public async Task WriteAsync<TBody>(HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, CancellationToken cancellationToken)
    {
        using var content = ContentOf(body, bodyType);
        using var answer = await SendAsync(method, path, content, cancellationToken);
    }

    public async Task<bool> DeleteAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await SendAsync(HttpMethod.Delete, path, body: null, cancellationToken);
            return true;
        }
        catch (VaultException fault) when (fault.Error is VaultError.NotFound)
        {
            return false;
        }
    }

    public async Task<T?> DeleteAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) where T : class
    {
        try
        {
            using var answer = await SendAsync(HttpMethod.Delete, path, body: null, cancellationToken);
            return await ReadAsync(answer, type, cancellationToken);
        }
        catch (VaultException fault) when (fault.Error is VaultError.NotFound)
        {
            return null;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancellationToken, string? idempotencyKey = null)
    {
        HttpResponseMessage answer;
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body };
            if (idempotencyKey is not null)
                request.Headers.Add(EngineApi.IdempotencyKey, idempotencyKey);
            answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
#pragma warning disable CA1031 // Handlers of many libraries may stand between here and the network, each with exceptions of its own.
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            throw EngineFaults.Away(http.BaseAddress, fault);
        }

        if (answer.IsSuccessStatusCode)
            return answer;
        using (answer)
        {
            throw EngineFaults.Refused(http.BaseAddress, answer.StatusCode, await ProblemAsync(answer, cancellationToken));
        }
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync(type, cancellationToken) ?? throw EngineFaults.Unreadable(http.BaseAddress, cause: null);
        }
        catch (Exception fault) when (fault is JsonException or HttpRequestException or IOException or NotSupportedException)
        {
            // What could not be read may hold a value, and a message of the reader's quotes it: it goes no further.
            throw EngineFaults.Unreadable(http.BaseAddress, fault is JsonException ? null : fault);
        }
    }

    // In one piece, so that a length is sent and a retry can send it again.
    private static ByteArrayContent ContentOf<TBody>(TBody body, JsonTypeInfo<TBody> type)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type));
        content.Headers.ContentType = new("application/json");
        return content;
    }

    private static async Task<string?> ProblemAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            var problem = await answer.Content.ReadFromJsonAsync(VaultJsonContext.Default.VaultProblem, cancellationToken);
            return problem?.Detail ?? problem?.Title;
        }
        catch (Exception fault) when (fault is JsonException or HttpRequestException or IOException or NotSupportedException)
        {
            return null;
        }
    }
}
