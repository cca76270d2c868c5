using System.Globalization;
using System.Text.RegularExpressions;

namespace DevFlow.QdrantEmulator;

/// <summary>Points in time as Qdrant takes them: RFC 3339, and the same without seconds, time or zone (UTC then).</summary>
internal static partial class PayloadTime
{
    public static DateTimeOffset? Parse(string text)
    {
        if (Form().Match(text) is not { Success: true } match)
            return null;
        // .NET reads seven digits of a second; Qdrant keeps six.
        var fraction = match.Groups["fraction"].Value is { Length: > 0 } digits ? $".{(digits.Length > 6 ? digits[..6] : digits)}" : "";
        var clock = match.Groups["clock"].Value is { Length: > 0 } given ? given : "00:00";
        var zone = match.Groups["zone"].Value.ToUpperInvariant() is { Length: > 0 } said ? said : "Z";
        return DateTimeOffset.TryParse(
            $"{match.Groups["date"].Value}T{clock}{fraction}{zone}", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
    }

    [GeneratedRegex(
        @"^(?<date>\d{4}-\d\d-\d\d)([Tt ](?<clock>\d\d:\d\d(:\d\d)?)(\.(?<fraction>\d{1,9}))?\s?(?<zone>[Zz]|[+-]\d\d:?\d\d)?)?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
