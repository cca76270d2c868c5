using System.Security.Cryptography;
using System.Text;

namespace DevFlow.Hosting.Local;

/// <summary>Tells whether two launches are the same without keeping what they are made of: an environment holds secrets.</summary>
/// <param name="Salt">Random, so that equal launches elsewhere do not look equal, and nobody computes hashes beforehand.</param>
/// <param name="Hash">HMAC-SHA256 of program, arguments, folder and environment.</param>
internal sealed record LaunchFingerprint(string Salt, string Hash)
{
    public static LaunchFingerprint Of(LaunchSpec spec) => Of(spec, RandomNumberGenerator.GetBytes(32));

    public bool Fits(LaunchSpec spec) => Of(spec, Convert.FromHexString(Salt)) == this;

    private static LaunchFingerprint Of(LaunchSpec spec, byte[] salt)
    {
        string?[] parts =
        [
            spec.FileName,
            spec.WorkingDirectory,
            .. spec.Arguments,
            "=",
            .. spec.Environment.OrderBy(variable => variable.Key, StringComparer.Ordinal).SelectMany(variable => (string?[])[variable.Key, variable.Value]),
        ];
        // Lengths before the texts: what ends here and begins there must not be moved unseen.
        var text = string.Concat(parts.Select(part => part is null ? "-1:" : $"{part.Length}:{part}"));
        return new(Convert.ToHexString(salt), Convert.ToHexString(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(text))));
    }
}
