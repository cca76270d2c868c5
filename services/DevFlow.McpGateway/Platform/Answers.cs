using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace DevFlow.McpGateway.Platform;

/// <summary>Reads what a part of the platform answers, and tells why it does not.</summary>
internal static class Answers
{
    private const int LongestReason = 1000;

    /// <exception cref="PlatformException">It refuses, or does not answer as it should.</exception>
    public static async Task<T> ReadAsync<T>(PlatformPart part, Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await send(cancellationToken);
            if (!answer.IsSuccessStatusCode)
                throw await RefusedAsync(part, answer, cancellationToken);
            return await answer.Content.ReadFromJsonAsync<T>(cancellationToken) ?? throw new JsonException();
        }
        catch (Exception fault) when (fault is HttpRequestException or TimeoutRejectedException or BrokenCircuitException or JsonException
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new PlatformException($"The {part.Title} does not answer as it should ({fault.GetType().Name}). Is it running? Its /health says what it lacks. Try again.", inner: fault);
        }
    }

    private static async Task<PlatformException> RefusedAsync(PlatformPart part, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var reason = ReasonIn(await answer.Content.ReadAsStringAsync(cancellationToken));
        var message = answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized => $"The {part.Title} does not let you in: {reason ?? "what was shown does not count."} Sign in again, or issue another API key.",
            HttpStatusCode.Forbidden => $"The {part.Title} does not let you do this: {reason ?? "you may not."}",
            HttpStatusCode.TooManyRequests => $"The {part.Title} is asked too often; try again later.",
            >= HttpStatusCode.InternalServerError => $"The {part.Title} cannot do this now ({(int)answer.StatusCode}): {reason ?? "its log says why."}",
            _ => reason ?? $"The {part.Title} refuses ({(int)answer.StatusCode}).",
        };
        return new(message, answer.StatusCode);
    }

    // A problem's detail (RFC 9457), or a sentence as a JSON string.
    private static string? ReasonIn(string body)
    {
        try
        {
            var reason = JsonNode.Parse(body) switch
            {
                JsonObject problem => problem["detail"]?.GetValue<string>(),
                JsonValue text when text.TryGetValue<string>(out var sentence) => sentence,
                _ => null,
            };
            return reason is { Length: > LongestReason } ? reason[..LongestReason] : reason;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
