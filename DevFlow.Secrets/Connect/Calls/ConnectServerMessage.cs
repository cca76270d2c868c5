using System.Text.RegularExpressions;

namespace DevFlow.Secrets;

/// <summary>Which of Connect's own words may be repeated: those that are known to hold nothing but ids.</summary>
internal static partial class ConnectServerMessage
{
    /// <summary>The message with a colon before it, or nothing when it is not known.</summary>
    public static string Quote(string? message) =>
        message is not null && message.Length < 200 && Known().IsMatch(message) ? $": {message}" : "";

    // Seen: "vault abc… is not in scope", "item abc… not found", "Invalid token signature", "database is locked"
    [GeneratedRegex(
        """
        ^((vault|item|file)\ [0-9a-z]{26}\ (not\ found|is\ not\ in\ scope)
        |Invalid\ token\ signature|Invalid\ bearer\ token|Invalid\ item\ category|Invalid\ (Vault|Item)\ UUID
        |Authorization:\ token\ does\ not\ have\ access\ to\ vault
        |Something\ went\ wrong|database\ is\ locked|failed\ to\ initiate,\ review\ service\ logs\ for\ details)\.?\z
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Known();
}
