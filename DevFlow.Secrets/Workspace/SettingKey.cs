using System.Globalization;

namespace DevFlow.Secrets;

/// <summary>A setting that DevFlow knows: its form, and its value when nobody sets it.</summary>
internal sealed record SettingKey(string Name, SettingKind Kind, string? Default = null, params string[] Choices)
{
    /// <summary>The least and the greatest that a whole number may be.</summary>
    public (int Least, int Most) Range { get; init; } = (0, int.MaxValue);

    /// <summary>What the value has to be, to stand after "is not".</summary>
    public string Expected => Kind switch
    {
        SettingKind.Mode => $"one of {DevFlowModes.Names}",
        SettingKind.Url => "an http or https URL",
        SettingKind.UrlList => "an http or https URL without a user or a query, or several with commas between",
        SettingKind.Port => "a port, that is a number from 1 to 65535",
        SettingKind.WholeNumber => Range.Most == int.MaxValue ? $"a whole number from {Range.Least} on" : $"a whole number from {Range.Least} to {Range.Most}",
        SettingKind.Number => "a number from 0 to 2, such as 0.7",
        SettingKind.Boolean => "true or false",
        SettingKind.Choice => $"one of {string.Join(", ", Choices)}",
        _ => "a text",
    };

    public bool IsWellFormed(string value) => Kind switch
    {
        SettingKind.Mode => DevFlowModes.TryParse(value, out _),
        SettingKind.Url => IsUrl(value),
        SettingKind.UrlList => ConnectEndpoints.TryParse(value, out _, out _),
        SettingKind.Port => TryWhole(value, out var port) && port is >= 1 and <= 65535,
        SettingKind.WholeNumber => TryWhole(value, out var whole) && whole >= Range.Least && whole <= Range.Most,
        SettingKind.Number => decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) && n <= 2,
        SettingKind.Boolean => TryBoolean(value, out _),
        SettingKind.Choice => Choices.Contains(value, StringComparer.OrdinalIgnoreCase),
        _ => true,
    };

    public static bool TryWhole(string value, out int number) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    public static bool TryBoolean(string value, out bool result)
    {
        result = value.Equals("true", StringComparison.OrdinalIgnoreCase) || value == "1";
        return result || value.Equals("false", StringComparison.OrdinalIgnoreCase) || value == "0";
    }

    private static bool IsUrl(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);
}
