using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace DevFlow.ConnectEmulator;

/// <summary>The tokens that are taken, and those that no longer are.</summary>
internal sealed partial class TokenStore(IEnumerable<AccessToken> tokens, TimeProvider time)
{
    private ImmutableDictionary<string, AccessToken> _byName = tokens.ToImmutableDictionary(token => token.Name, StringComparer.Ordinal);

    public IEnumerable<AccessToken> All => _byName.Values;

    public void Put(AccessToken token) => ImmutableInterlocked.AddOrUpdate(ref _byName, token.Name, token, (_, _) => token);

    public bool Revoke(string name)
    {
        if (!_byName.TryGetValue(name, out var token))
            return false;
        Put(token with { IsRevoked = true });
        return true;
    }

    /// <exception cref="ApiException">401: missing, unknown, expired, revoked, or signed by somebody else.</exception>
    public AccessToken Authenticate(string? authorization)
    {
        const string Scheme = "Bearer ";
        var value = authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true ? authorization[Scheme.Length..].Trim() : "";
        var token = _byName.Values.FirstOrDefault(token => token.Value == value);
        if (token is { IsRevoked: false } && (token.Expires is null || token.Expires > time.GetUtcNow()))
            return token;
        throw new ApiException(
            StatusCodes.Status401Unauthorized,
            token is null && JsonWebToken().IsMatch(value) ? "Invalid token signature" : "Invalid bearer token");
    }

    // Three parts of base64url, the first of which begins a JSON object: {"
    [GeneratedRegex(@"^ey[\w-]+\.[\w-]+\.[\w-]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JsonWebToken();
}
