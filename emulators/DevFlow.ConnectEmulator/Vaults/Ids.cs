using System.Security.Cryptography;
using System.Text;

namespace DevFlow.ConnectEmulator;

/// <summary>Ids of the Connect API: 26 characters of a-z and 0-9.</summary>
internal static class Ids
{
    private const int Length = 26;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";

    public static bool IsId(string? text) => text?.Length == Length && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));

    public static string Random() => RandomNumberGenerator.GetString(Letters, Length);

    /// <summary>The same id for the same names, at every start and on every machine.</summary>
    public static string Of(params ReadOnlySpan<string> names)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', names!)));
        return string.Create(Length, hash, static (id, bytes) =>
        {
            for (var i = 0; i < id.Length; i++)
                id[i] = Letters[bytes[i] % Letters.Length];
        });
    }
}
