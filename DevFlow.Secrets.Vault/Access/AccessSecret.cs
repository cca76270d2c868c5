using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// What people and their programs sign in with: 32 random bytes in base64url (RFC 4648, section 5, without padding), which is 43 characters. With
/// that many a plain SHA-256 is a sufficient hash: there is no list of likely ones to try.
/// </summary>
internal static class AccessSecret
{
    public const int Length = 43;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
