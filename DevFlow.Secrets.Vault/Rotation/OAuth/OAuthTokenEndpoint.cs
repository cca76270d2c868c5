using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// Renews refresh tokens, whoever's they are (RFC 6749, 6). A lost answer is asked for again at once: a server that invalidates the token that was sent
/// may give the new one again for some seconds.
/// </summary>
/// <param name="exchange">Asks servers.</param>
internal sealed class OAuthTokenEndpoint(HttpExchange exchange)
{
    // What is said of these helps; what a server says in other words may quote what it was sent.
    private static readonly string[] _errors =
        ["invalid_request", "invalid_client", "unauthorized_client", "unsupported_grant_type", "invalid_scope", "incorrect_client_credentials", "temporarily_unavailable", "server_error"];

    /// <summary>Sends a refresh token, and gives what came for it.</summary>
    /// <param name="client">The application.</param>
    /// <param name="refreshToken">The token in force.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RotationException">
    /// There is no answer, or it is refused; <see cref="RotationException.NeedsPerson"/> when the token works no more.
    /// </exception>
    public async Task<OAuthTokens> RefreshAsync(OAuthClient client, SecretValue refreshToken, CancellationToken cancellationToken)
    {
        var what = $"{client.TokenEndpoint.GetLeftPart(UriPartial.Path)}";
        var reply = await exchange.SendAsync(() => Make(client, refreshToken), what, client.Timeout, repeats: true, cancellationToken);
        using var document = reply.TryParse();
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root)
            throw new RotationException($"{what} answered with {reply.Status}, and with no JSON; if it has replaced the token, the next run will say so");
        // One server says so with 200.
        if (reply.Status is not (>= 200 and < 300) || Has(root, "error"))
            throw Refused(client, what, reply.Status, TextOf(root, "error"));
        // Whatever else is odd, a refresh token that came is the only one that works, and must not be lost.
        var (access, refresh) = (TextOf(root, "access_token"), TextOf(root, "refresh_token"));
        if (refresh is null && (access is null || Has(root, "refresh_token")))
            throw new RotationException($"{what} answered without {(access is null ? "an access token" : "a refresh token that is a text")}; if it has replaced the refresh token, the next run will say so");
        return new(access is null ? null : Value(access), refresh is null ? refreshToken : Value(refresh), LifetimeIn(root));
    }

    private static HttpRequestMessage Make(OAuthClient client, SecretValue refreshToken)
    {
        var fields = new List<KeyValuePair<string, string>> { new("grant_type", "refresh_token"), new("refresh_token", refreshToken.Reveal()) };
        if (client.Scope is { } scope)
            fields.Add(new("scope", scope));
        var request = new HttpRequestMessage(HttpMethod.Post, client.TokenEndpoint);
        request.Headers.Accept.Add(new("application/json"));
        if (client.Secret is { } secret && !client.IsInBody)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(
                $"{Uri.EscapeDataString(client.Id)}:{Uri.EscapeDataString(secret.Reveal())}")));
        }
        else
        {
            fields.Add(new("client_id", client.Id));
            if (client.Secret is { } inBody)
                fields.Add(new("client_secret", inBody.Reveal()));
        }

        request.Content = new FormUrlEncodedContent(fields);
        return request;
    }

    private static RotationException Refused(OAuthClient client, string what, int status, string? error) => error is "invalid_grant" or "bad_refresh_token"
        ? new($"{what} accepts the refresh token no more ({error}): a person must sign in again{(client.SignIn is { } place ? $" at {place}" : "")} and put the new refresh token in its place") { NeedsPerson = true }
        : new($"{what} answered with {status}{(error is not null && _errors.Contains(error) ? $" ({error})" : "")}{(error is "invalid_client" or "incorrect_client_credentials" ? ": the application's id or secret is wrong" : "")}");

    private static bool Has(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null;

    // Some write it as a text.
    private static TimeSpan? LifetimeIn(JsonElement root)
    {
        var text = root.TryGetProperty("expires_in", out var value) && value.ValueKind is JsonValueKind.Number ? value.GetRawText() : TextOf(root, "expires_in");
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1e8 ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static string? TextOf(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind is not JsonValueKind.String)
            return null;
        try
        {
            return value.GetString() is { Length: > 0 } text && !text.Any(char.IsControl) ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }

    private static SecretValue Value(string text) => new(text, SecretSourceNames.Vault, DateTimeOffset.UnixEpoch);
}
