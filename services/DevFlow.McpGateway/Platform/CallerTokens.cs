using System.Net.Http.Headers;

namespace DevFlow.McpGateway.Platform;

/// <summary>
/// Exchanges what a caller showed for a token to act in that caller's name at another part of the platform. Nothing is ever asked with this gateway's own rights,
/// which are more than a caller's may be; and nothing is remembered: a key that is revoked ends with the next call.
/// </summary>
internal sealed class CallerTokens(HttpClient http, IHttpContextAccessor contexts)
{
    private const string Scheme = "Bearer";

    /// <exception cref="PlatformException">What was shown counts no more, or the Workflow Engine does not answer.</exception>
    public async Task<AuthenticationHeaderValue> ForAsync(PlatformPart part, CancellationToken cancellationToken)
    {
        if (Shown() is not { } token)
            throw new PlatformException("Nobody is signed in.");
        var answer = await Answers.ReadAsync<TokenDocument>(
            PlatformPart.Engine,
            cancel => http.PostAsJsonAsync(new Uri("api/v1/tokens", UriKind.Relative), new { grant = "exchange", audience = part.Name, token }, cancel),
            cancellationToken);
        return new(Scheme, answer.Token);
    }

    private string? Shown() =>
        AuthenticationHeaderValue.TryParse(contexts.HttpContext?.Request.Headers.Authorization, out var header)
        && Scheme.Equals(header.Scheme, StringComparison.OrdinalIgnoreCase) && header.Parameter is { Length: > 0 } token
            ? token
            : null;

    private sealed record TokenDocument(string Token)
    {
        public override string ToString() => nameof(TokenDocument);
    }
}
