using System.Security.Cryptography;
using System.Text;
using DevFlow.Secrets;
using Microsoft.Extensions.Primitives;

namespace DevFlow.WorkflowEngine.Webhooks;

/// <summary>The signature of a delivery: <c>sha256=</c> and the HMAC-SHA256 of the body as it came, in hex.</summary>
internal static class WebhookSignature
{
    private const string Prefix = "sha256=";

    /// <returns>Null when the header is missing, there twice, or of another form.</returns>
    public static byte[]? Read(StringValues header)
    {
        var mac = new byte[HMACSHA256.HashSizeInBytes];
        return header is [{ } text] && text.StartsWith(Prefix, StringComparison.Ordinal) && text.Length == Prefix.Length + (2 * mac.Length)
            && Convert.FromHexString(text.AsSpan(Prefix.Length), mac, out _, out _) is System.Buffers.OperationStatus.Done
            ? mac
            : null;
    }

    /// <summary>Whether one of the secrets made it. All of them are tried, whichever it is, and the time of a comparison tells nothing.</summary>
    public static bool IsOf(ReadOnlySpan<byte> body, byte[] signature, IReadOnlyList<SecretValue> secrets)
    {
        var isOne = false;
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var secret in secrets)
        {
            var key = Encoding.UTF8.GetBytes(secret.Reveal());
            HMACSHA256.HashData(key, body, mac);
            CryptographicOperations.ZeroMemory(key);
            isOne |= CryptographicOperations.FixedTimeEquals(mac, signature);
        }

        return isOne;
    }
}
