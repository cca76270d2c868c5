using System.Net;
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

    public async Task<VaultSecret> PutAsync(string path, VaultWrite write, CancellationToken cancellationToken)
    {
        // In one piece, so that a length is sent and a retry can send it again.
        using var body = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(write, VaultJsonContext.Default.VaultWrite));
        body.Headers.ContentType = new("application/json");
        using var answer = await SendAsync(HttpMethod.Put, path, body, cancellationToken);
        return await ReadAsync(answer, VaultJsonContext.Default.VaultSecret, cancellationToken);
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

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer;
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body };
            answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
#pragma warning disable CA1031 // Handlers of many libraries may stand between here and the network, each with exceptions of its own.
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            throw new VaultException(VaultError.Unavailable, $"The vault at {http.BaseAddress?.Authority} does not answer ({fault.GetType().Name}); try again.", fault);
        }

        if (answer.IsSuccessStatusCode)
            return answer;
        using (answer)
        {
            var problem = await ProblemAsync(answer, cancellationToken);
            throw new VaultException(ErrorOf(answer.StatusCode), problem ?? $"The vault at {http.BaseAddress?.Authority} answered {(int)answer.StatusCode}.");
        }
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync(type, cancellationToken) ?? throw Unreadable(cause: null);
        }
        catch (Exception fault) when (fault is JsonException or HttpRequestException or IOException or NotSupportedException)
        {
            // What could not be read may hold a value, and a message of the reader's quotes it: it goes no further.
            throw Unreadable(fault is JsonException ? null : fault);
        }
    }

    private VaultException Unreadable(Exception? cause) =>
        new(VaultError.Unavailable, $"The answer of the vault at {http.BaseAddress?.Authority} cannot be read; is that the address of a DevFlow Workflow Engine?", cause);

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

    private static VaultError ErrorOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound => VaultError.NotFound,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => VaultError.Forbidden,
        HttpStatusCode.Conflict => VaultError.Conflict,
        HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableContent => VaultError.Invalid,
        _ => VaultError.Unavailable,
    };
}
