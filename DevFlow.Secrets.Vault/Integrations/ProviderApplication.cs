namespace DevFlow.Secrets.Vault;

/// <summary>DevFlow as a provider knows it.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="ClientId">The application's id.</param>
/// <param name="ClientSecret">Its secret.</param>
/// <param name="Redirect">Where people are sent back to, exactly as it is registered there.</param>
public sealed record ProviderApplication(AccountProvider Provider, string ClientId, SecretValue ClientSecret, Uri Redirect)
{
    /// <summary>Where a person is sent to be asked.</summary>
    /// <param name="state">Comes back with the person.</param>
    /// <param name="challenge">The SHA-256 of the verifier (RFC 7636, S256).</param>
    public Uri AuthorizeAt(string state, string challenge)
    {
        KeyValuePair<string, string>[] parameters =
        [
            new("response_type", "code"),
            new("client_id", ClientId),
            new("redirect_uri", Redirect.OriginalString),
            new("scope", Provider.Scope),
            new("state", state),
            new("code_challenge", challenge),
            new("code_challenge_method", "S256"),
            .. Provider.Parameters,
        ];
        return new($"{Provider.Authorize.AbsoluteUri}?{string.Join('&', parameters.Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value)}"))}");
    }

    internal OAuthClient ToClient() => new(Provider.Token, ClientId, ClientSecret) { IsInBody = true, SignIn = Provider.Title, Timeout = Provider.Timeout };
}
