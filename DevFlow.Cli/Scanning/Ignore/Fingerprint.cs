using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace DevFlow.Cli.Scanning;

/// <summary>
/// What a finding is called in <c>.devflowignore</c>: 16 hex digits of SHA-256 over the rule or key, the path, and
/// <list type="bullet">
/// <item>for what a machine has drawn (a token of a service, a private key): the token. Nobody can try the values that it could have,
/// so the hash gives nothing away, and another token in the same line is another finding.</item>
/// <item>for what a person may have thought up (a value of .env, a password in a URL): the line without the value. A hash of a weak
/// value could be tried against a list of passwords by everyone who sees a log of a scan; this one has nothing of it in it. The word
/// that touches the value is left out as well, since in base64 it holds some bits of it, and so is every other finding of the line.</item>
/// </list>
/// Neither the number of the line nor the commit is in it: it stays while the line stays, in the tree and in the history alike.
/// </summary>
internal static class Fingerprint
{
    public const string Prefix = "fingerprint:";

    private const int Bytes = 8;

    private static readonly SearchValues<char> _digits = SearchValues.Create("0123456789abcdef");

    public static string Of(string rule, ReadOnlySpan<byte> path, ReadOnlySpan<byte> what)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, "devflow scan 1"u8);
        Append(hash, Encoding.UTF8.GetBytes(rule));
        Append(hash, path);
        Append(hash, what);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, Bytes));
    }

    public static bool IsWellFormed(ReadOnlySpan<char> text) => text.Length == 2 * Bytes && text.IndexOfAnyExcept(_digits) < 0;

    // With its length before it, so that no two lists of parts are the same bytes.
    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        hash.AppendData(BitConverter.GetBytes(part.Length));
        hash.AppendData(part);
    }
}
