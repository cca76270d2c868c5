using System.Text.RegularExpressions;

namespace DevFlow.Secrets;

/// <summary>Recognises the examples of <c>.env.example</c> and the documentation, which are no secrets.</summary>
internal static partial class PlaceholderValues
{
    public static bool IsPlaceholder(string value) => Example().IsMatch(value);

    // your-aosentry-api-key-here, <service-account-token>, changeme, xxx
    [GeneratedRegex(
        "^(your[-_].*|<.*>|change[-_]?me|x{3,})$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Example();
}
