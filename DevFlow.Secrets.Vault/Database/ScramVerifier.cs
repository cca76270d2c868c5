using System.Security.Cryptography;
using System.Text;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// What PostgreSQL keeps in the place of a password, computed here as psql's \password computes it:
/// <c>SCRAM-SHA-256$&lt;iterations&gt;:&lt;salt&gt;$&lt;StoredKey&gt;:&lt;ServerKey&gt;</c> (RFC 5803; keys as in RFC 5802, section 3).
/// Passwords outside ASCII would have to go through SASLprep first, for which the invariant culture has no tables: they are refused.
/// </summary>
public static class ScramVerifier
{
    // The server's own default (scram_iterations).
    private const int Iterations = 4096;
    private const int SaltLength = 16;

    /// <summary>The verifier of a password, with a salt of its own.</summary>
    /// <param name="password">The password, in ASCII.</param>
    /// <exception cref="VaultException">It has other characters (<see cref="VaultError.Invalid"/>).</exception>
    public static string Of(string password) => Of(password, RandomNumberGenerator.GetBytes(SaltLength));

    internal static string Of(string password, byte[] salt)
    {
        if (!Ascii.IsValid(password))
            throw new VaultException(VaultError.Invalid, "The password has characters outside ASCII; choose another.");
        var salted = Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
        var storedKey = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var serverKey = HMACSHA256.HashData(salted, "Server Key"u8);
        return $"SCRAM-SHA-256${Iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(storedKey)}:{Convert.ToBase64String(serverKey)}";
    }
}
