using System.Collections.Frozen;
using System.Globalization;

namespace DevFlow.ConnectEmulator;

/// <summary>Types of fields, and what their values have to look like.</summary>
internal static class FieldTypes
{
    public const string Text = "STRING";
    public const string Concealed = "CONCEALED";
    public const string OneTimePassword = "OTP";

    /// <summary>The types of the published description of the API and those that 1Password's own clients know besides.</summary>
    public static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.Ordinal,
        Text, "EMAIL", Concealed, "URL", "TOTP", OneTimePassword, "DATE", "MONTH_YEAR", "MENU", "ADDRESS", "CREDIT_CARD_NUMBER",
        "CREDIT_CARD_TYPE", "GENDER", "PHONE", "REFERENCE", "FILE", "SSHKEY", "UNKNOWN");

    /// <summary>The description says TOTP; the server says OTP.</summary>
    public static string AsShown(string type) => type == "TOTP" ? OneTimePassword : type;

    /// <summary>What is wrong with a value for its type, without the value; null when nothing is.</summary>
    public static string? FaultIn(string type, string? value) => (type, value) switch
    {
        (_, null or "") => null,
        ("DATE", _) when !IsDate(value, "yyyy-MM-dd") => "is not a date: write it as 2030-12-31",
        ("MONTH_YEAR", _) when !IsDate(value, "yyyyMM", "yyyy-MM", "yyyy/MM") => "is not a month: write it as 203012",
        _ => null,
    };

    private static bool IsDate(string value, params string[] formats) =>
        DateTime.TryParseExact(value, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
