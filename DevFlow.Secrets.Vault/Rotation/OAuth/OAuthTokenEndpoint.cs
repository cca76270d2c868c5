using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// Exchanges codes (RFC 6749, 4.1.3) and renews refresh tokens (6), whoever's they are. A lost answer to a refresh token is asked for again at once: a server
/// that invalidates the token that was sent may give the new one again for some seconds.
/// </summary>
/// <param name="exchange">Asks servers.</param>
internal sealed class OAuthTokenEndpoint(HttpExchange exchange)
{
    // What is said of these helps; what a server says in other words may quote what it was sent.
    private static readonly string[] _errors =
        ["invalid_request", "invalid_client", "invalid_grant", "bad_verification_code", "redirect_uri_mismatch", "unauthorized_client", "unsupported_grant_type", "invalid_scope", "incorrect_client_credentials", "temporarily_unavailable", "server_error"];

    /// <summary>Sends a refresh token, and gives what came for it.</summary>
    /// <param name="client">The application.</param>
    /// <param name="refreshToken">The token in force.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RotationException">
    /// There is no answer, or it is refused; <see cref="RotationException.NeedsPerson"/> when the token works no more.
    /// </exception>
    public async Task<OAuthTokens> RefreshAsync(OAuthClient client, SecretValue refreshToken, CancellationToken cancellationToken)
    {
        var what = NameOf(client);
        List<KeyValuePair<string, string>> fields = [new("grant_type", "refresh_token"), new("refresh_token", refreshToken.Reveal())];
        if (client.Scope is { } scope)
            fields.Add(new("scope", scope));
        var reply = await exchange.SendAsync(() => Make(client, fields), what, client.Timeout, repeats: true, cancellationToken);
        using var document = reply.TryParse();
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root)
            throw new RotationException($"{what} answered with {reply.Status}, and with no JSON; if it has replaced the token, the next run will say so");
        // One server says so with 200.
        if (reply.Status is not (>= 200 and < 300) || Has(root, "error"))
            throw Refused(client, what, reply.Status, TextOf(root, "error"), TextOf(root, "error_description"));
        // Whatever else is odd, a refresh token that came is the only one that works, and must not be lost.
        var (access, refresh) = (TextOf(root, "access_token"), TextOf(root, "refresh_token"));
        if (refresh is null && (access is null || Has(root, "refresh_token")))
            throw new RotationException($"{what} answered without {(access is null ? "an access token" : "a refresh token that is a text")}; if it has replaced the refresh token, the next run will say so");
        return new(access is null ? null : Value(access), refresh is null ? refreshToken : Value(refresh), LifetimeIn(root)) { Scope = TextOf(root, "scope") };
    }

    /// <summary>Exchanges a code, which is used up by that, so that it is not asked twice.</summary>
    /// <param name="client">The application.</param>
    /// <param name="code">The code.</param>
    /// <param name="verifier">What proves that it was asked for from here (RFC 7636).</param>
    /// <param name="redirect">Where the code came to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RotationException">There is no answer, or it is refused.</exception>
    public async Task<ProviderTokens> ExchangeAsync(OAuthClient client, SecretValue code, SecretValue verifier, Uri redirect, CancellationToken cancellationToken)
    {
        var what = NameOf(client);
        List<KeyValuePair<string, string>> fields =
            [new("grant_type", "authorization_code"), new("code", code.Reveal()), new("code_verifier", verifier.Reveal()), new("redirect_uri", redirect.OriginalString)];
        var reply = await exchange.SendAsync(() => Make(client, fields), what, client.Timeout, repeats: false, cancellationToken);
        using var document = reply.TryParse();
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root)
            throw new RotationException($"{what} answered with {reply.Status}, and with no JSON");
        if (reply.Status is not (>= 200 and < 300) || Has(root, "error"))
            throw Refused(what, reply.Status, TextOf(root, "error"));
        if (TextOf(root, "access_token") is not { } access)
            throw new RotationException($"{what} answered without an access token");
        // What it is good for, one server separates by commas.
        return new(Value(access), TextOf(root, "refresh_token") is { } refresh ? Value(refresh) : null, LifetimeIn(root), ScopesOf(TextOf(root, "scope")));
    }

    /// <summary>What a server says that a token is good for; null where it does not say.</summary>
    public static IReadOnlyList<string>? ScopesOf(string? scope) => scope?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);

    private static string NameOf(OAuthClient client) => client.TokenEndpoint.GetLeftPart(UriPartial.Path);

    private static HttpRequestMessage Make(OAuthClient client, IReadOnlyList<KeyValuePair<string, string>> grant)
    {
        var fields = grant.ToList();
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

    // Atlassian says of a refresh token that is dead that the client is not authorized, and which of both it is in words alone.
    private static bool IsOfTheToken(string? error, string? description) => error is "invalid_grant" or "bad_refresh_token"
        || (error is "unauthorized_client" && description is not null && description.Replace('_', ' ').Contains("refresh token", StringComparison.OrdinalIgnoreCase));

    private static RotationException Refused(OAuthClient client, string what, int status, string? error, string? description) => IsOfTheToken(error, description)
        ? new($"{what} accepts the refresh token no more ({error}): a person must sign in again{(client.SignIn is { } place ? $" at {place}" : "")} and put the new refresh token in its place") { NeedsPerson = true, IsRefusal = true }
        : Refused(what, status, error);

    private static RotationException Refused(string what, int status, string? error) =>
        new($"{what} answered with {status}{(error is not null && _errors.Contains(error) ? $" ({error})" : "")}{(error is "invalid_client" or "incorrect_client_credentials" ? ": the application's id or secret is wrong" : "")}")
        {
            IsRefusal = status < 500 && status is not 429 && error is not null and not "temporarily_unavailable" and not "server_error",
        };

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
