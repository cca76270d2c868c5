using System.Security.Cryptography;

namespace DevFlow.Secrets;

/// <summary>Makes up secrets from the operating system's random numbers, in the forms that <c>.env.example</c> names.</summary>
public static class RandomSecret
{
    /// <summary>How many random bytes a secret has unless told otherwise: 32, which is 256 bits.</summary>
    public const int Bytes = 32;

    /// <summary>A value for a key: what <c>openssl rand -base64 32</c> gives for <c>SECRET_ENCRYPTION_KEY</c>, and <c>openssl rand -hex 32</c> for every other.</summary>
    /// <param name="key">The environment key.</param>
    /// <param name="bytes">How many random bytes it has.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is to be none.</exception>
    public static string For(string key, int bytes = Bytes) => key == KnownKeys.EncryptionKey ? Base64(bytes) : Hex(bytes);

    /// <summary>Random bytes in base64, as <c>openssl rand -base64</c> gives them, on one line.</summary>
    /// <param name="bytes">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is to be none.</exception>
    public static string Base64(int bytes = Bytes) => Convert.ToBase64String(Random(bytes));

    /// <summary>Random bytes as hex digits in lower case, as <c>openssl rand -hex</c> gives them.</summary>
    /// <param name="bytes">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is to be none.</exception>
    public static string Hex(int bytes = Bytes) => Convert.ToHexStringLower(Random(bytes));

    private static byte[] Random(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        return RandomNumberGenerator.GetBytes(bytes);
    }
}
