using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace DevFlow.Secrets.Vault;

/// <summary>Asks providers: for tokens, whose they are, and to end them.</summary>
/// <param name="time">The clock.</param>
public sealed class ProviderExchange(TimeProvider time) : IDisposable
{
    // Longer than any name that is shown.
    private const int MaxText = 200;

    private readonly HttpExchange _exchange = new(time, TimeSpan.FromMilliseconds(500), handler: null);

    /// <summary>Exchanges a code for tokens.</summary>
    /// <param name="application">The application.</param>
    /// <param name="code">The code.</param>
    /// <param name="verifier">The verifier of the challenge that it was asked for with.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ProviderException">It was asked in vain.</exception>
    public Task<ProviderTokens> TakeAsync(ProviderApplication application, SecretValue code, SecretValue verifier, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(application);
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(verifier);
        return AskAsync(() => new OAuthTokenEndpoint(_exchange).ExchangeAsync(application.ToClient(), code, verifier, application.Redirect, cancellationToken));
    }

    /// <summary>Renews tokens. What comes for a refresh token may be the only one that works from now on.</summary>
    /// <param name="application">The application.</param>
    /// <param name="refreshToken">The refresh token in force.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ProviderException">It was asked in vain.</exception>
    internal Task<OAuthTokens> RenewAsync(ProviderApplication application, SecretValue refreshToken, CancellationToken cancellationToken) =>
        AskAsync(() => new OAuthTokenEndpoint(_exchange).RefreshAsync(application.ToClient(), refreshToken, cancellationToken));

    /// <summary>Whose token it is.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="access">The access token.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ProviderException">It was asked in vain; the token is nobody's any more (<see cref="ProviderTrouble.NeedsPerson"/>).</exception>
    public async Task<ProviderAccount> WhoAsync(AccountProvider provider, SecretValue access, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(access);
        var what = provider.Account.GetLeftPart(UriPartial.Path);
        var reply = await AskAsync(() => _exchange.SendAsync(Make, what, provider.Timeout, repeats: true, cancellationToken));
        if (reply.Status is 401)
            throw new ProviderException(ProviderTrouble.NeedsPerson, $"{provider.Title} accepts the token no more: connect the account again");
        if (reply.Status is 403)
            throw new ProviderException(ProviderTrouble.Refused, $"{what} answered with 403: the application may not ask whose the token is");
        using var document = reply.TryParse();
        return reply.Status is 200 && document?.RootElement is { ValueKind: JsonValueKind.Object } root
            && TextOf(root, provider.Members.Id) is { } id && TextOf(root, provider.Members.Name) is { } name
            ? new(id, name)
            : throw new ProviderException(ProviderTrouble.Down, $"{what} answered with {reply.Status}, and not with an account ({provider.Members.Id}, {provider.Members.Name})");

        HttpRequestMessage Make()
        {
            var request = new HttpRequestMessage(HttpMethod.Get, provider.Account);
            request.Headers.Accept.Add(new("application/json"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access.Reveal());
            return request;
        }
    }

    /// <summary>Ends tokens at the provider.</summary>
    /// <param name="application">The application.</param>
    /// <param name="access">The access token.</param>
    /// <param name="refresh">The refresh token; null where there is none.</param>
    /// <param name="everything">Whether all that the account has granted to the application is to end, or these tokens alone; those that cannot be ended alone are left to run out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether the provider says that it is done.</returns>
    /// <exception cref="ProviderException">It was asked in vain.</exception>
    public async Task<bool> RevokeAsync(ProviderApplication application, SecretValue access, SecretValue? refresh, bool everything, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(application);
        ArgumentNullException.ThrowIfNull(access);
        var provider = application.Provider;
        // By the standard it is the server's affair how much ends with one token, and it may be all of it.
        var address = provider.Grants is { } grants ? new Uri($"{grants.AbsoluteUri}/{Uri.EscapeDataString(application.ClientId)}/{(everything ? "grant" : "token")}") : everything ? provider.Revoke : null;
        if (address is null)
            return false;
        // With a refresh token all that came of it should end too; not every server does so.
        foreach (var token in provider.Grants is null && refresh is not null ? [refresh, access] : new[] { access })
        {
            var reply = await AskAsync(() => _exchange.SendAsync(() => Make(token), address.GetLeftPart(UriPartial.Authority), provider.Timeout, repeats: true, cancellationToken));
            if (reply.Status is < 200 or >= 300)
                return false;
        }

        return true;

        HttpRequestMessage Make(SecretValue token) => provider.Grants is null ? Standard(application, address, token) : GitHub(application, address, token);
    }

    /// <summary>Ends all that an account has granted. Asked for once more, after an answer that was lost, it is done as well.</summary>
    /// <param name="application">The application.</param>
    /// <param name="access">The access token.</param>
    /// <param name="refresh">The refresh token; null where there is none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether the provider says that it is done.</returns>
    /// <exception cref="ProviderException">It was asked in vain.</exception>
    public async Task<bool> EndGrantAsync(ProviderApplication application, SecretValue access, SecretValue? refresh, CancellationToken cancellationToken)
    {
        if (await RevokeAsync(application, access, refresh, everything: true, cancellationToken))
            return true;
        // GitHub knows nothing of a token that was ended. One that has run out says nothing of what could renew it.
        if (application.Provider.Grants is null || refresh is not null)
            return false;
        try
        {
            await WhoAsync(application.Provider, access, cancellationToken);
            return false;
        }
        catch (ProviderException fault) when (fault.Trouble is ProviderTrouble.NeedsPerson)
        {
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _exchange.Dispose();

    // RFC 7009, 2.1.
    private static HttpRequestMessage Standard(ProviderApplication application, Uri address, SecretValue token) => new(HttpMethod.Post, address)
    {
        Content = new FormUrlEncodedContent(
        [
            new("token", token.Reveal()), new("client_id", application.ClientId), new("client_secret", application.ClientSecret.Reveal()),
        ]),
    };

    private static HttpRequestMessage GitHub(ProviderApplication application, Uri address, SecretValue access)
    {
        var login = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{application.ClientId}:{application.ClientSecret.Reveal()}"));
        var request = new HttpRequestMessage(HttpMethod.Delete, address)
        {
            Content = JsonContent.Create(new Dictionary<string, string>(StringComparer.Ordinal) { ["access_token"] = access.Reveal() }),
        };
        request.Headers.Accept.Add(new("application/vnd.github+json"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", login);
        return request;
    }

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (RotationException fault)
        {
            throw ProviderException.Of(fault);
        }
    }

    // GitHub's ids are numbers.
    private static string? TextOf(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value))
            return null;
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        return text is { Length: > 0 and <= MaxText } && AccountNames.ProblemOfText(text) is null ? text : null;
    }
}
