using System.Buffers.Text;
using System.Text;

namespace DevFlow.Secrets;

/// <summary>What the payload of a signed token tells of it.</summary>
internal static class TokenJwt
{
    // Connect names its claims after itself: 1password.com/auuid, 1password.com/vts
    public static bool IsOfConnect(ReadOnlySpan<char> text, Range token) =>
        PayloadOf(text[token]).Contains("\"1password.com/", StringComparison.Ordinal) && IsSecret(text, token);

    // The token that every documentation shows is of John Doe, with the number 1234567890.
    public static bool IsSecret(ReadOnlySpan<char> text, Range token) =>
        !TokenPlaceholders.IsPlaceholder(text[token]) && !PayloadOf(text[token]).Contains("1234567890", StringComparison.Ordinal);

    private static string PayloadOf(ReadOnlySpan<char> jwt)
    {
        var first = jwt.IndexOf('.') + 1;
        var payload = jwt[first..][..jwt[first..].IndexOf('.')];
        return Base64Url.IsValid(payload, out _) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(payload)) : "";
    }
}
