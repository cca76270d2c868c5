using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>
/// Attempts are with the browser that makes them, in a cookie signed with SESSION_SECRET: whichever engine it comes back to knows it, and strangers fill no
/// table. What is kept is that one was used. The verifier of PKCE (RFC 7636) is derived from the state, with a key that no browser has.
/// </summary>
internal sealed class OAuthAttempts(AcceptedSecrets accepted, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const string SessionSecret = "SESSION_SECRET";

    /// <summary>Begins one.</summary>
    /// <returns>It, the text of its cookie, and the challenge.</returns>
    public async Task<(OAuthAttempt Attempt, string Cookie, string Challenge)> BeginAsync(string provider, Guid? user, string returnTo, CancellationToken cancellationToken)
    {
        var key = (await KeysAsync(cancellationToken))[0];
        var attempt = new OAuthAttempt(provider, user, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)), returnTo, time.GetUtcNow() + Lifetime);
        var content = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(attempt));
        var challenge = SHA256.HashData(Encoding.ASCII.GetBytes(VerifierOf(key, attempt.State)));
        return (attempt, $"{content}.{Base64Url.EncodeToString(Sign(key, content))}", Base64Url.EncodeToString(challenge));
    }

    /// <summary>The attempt of a cookie and the verifier of its code; null when it is not ours, is over, or belongs to another provider or state.</summary>
    public async Task<(OAuthAttempt Attempt, SecretValue Verifier)?> FindAsync(string cookie, string provider, string state, CancellationToken cancellationToken)
    {
        var parts = cookie.Split('.');
        if (parts.Length != 2 || !Base64Url.IsValid(parts[0]) || !Base64Url.IsValid(parts[1]))
            return null;
        var shown = Base64Url.DecodeFromChars(parts[1]);
        // Which of them signed it is no secret.
        var key = (await KeysAsync(cancellationToken)).FirstOrDefault(key => CryptographicOperations.FixedTimeEquals(Sign(key, parts[0]), shown));
        if (key is null || JsonSerializer.Deserialize<OAuthAttempt>(Base64Url.DecodeFromChars(parts[0])) is not { } attempt)
            return null;
        return attempt.Provider == provider && attempt.ExpiresAt > time.GetUtcNow()
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(attempt.State), Encoding.UTF8.GetBytes(state))
            ? (attempt, new SecretValue(VerifierOf(key, state), "derived", DateTimeOffset.UnixEpoch))
            : null;
    }

    private static byte[] Sign(byte[] key, string content) => HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"attempt {content}"));

    private static string VerifierOf(byte[] key, string state) => Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"verifier {state}")));

    // Not the key of sessions itself: a signature of one kind is none of another.
    private async Task<IReadOnlyList<byte[]>> KeysAsync(CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await accepted.GetAsync(SessionSecret, cancellationToken)).Select(secret => HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret.Reveal()), 32, info: "devflow oauth"u8.ToArray()))];
        }
        catch (Exception fault) when (fault is SecretNotFoundException or SecretRefusedException)
        {
            throw new VaultException(VaultError.Unavailable, $"Nobody can sign in with an account elsewhere: {fault.Message}", fault);
        }
    }
}
