using System.Globalization;
using System.Text;

namespace DevFlow.Secrets.Vault;

/// <summary>What people, and what they name, may be called.</summary>
internal static class AccountNames
{
    public const int MaxLength = 200;

    /// <summary>What is wrong with the name of an account, to stand after "A user's name"; null when it is good.</summary>
    public static string? ProblemOfName(string name) => name switch
    {
        { Length: 0 } => "must not be empty",
        { Length: > MaxLength } => $"has at most {MaxLength} characters",
        // Whoever had it would be the one who signs in with the link.
        _ when name.Equals(Sessions.LocalAdministrator, StringComparison.OrdinalIgnoreCase) => $"must not be '{Sessions.LocalAdministrator}', which is the administrator of the link printed at start",
        _ when !name.All(c => char.IsLetterOrDigit(c) || IsMark(c) || "-_.@+".Contains(c, StringComparison.Ordinal)) => "is made of letters, digits and - _ . @ +",
        _ => null,
    };

    /// <summary>What is wrong with a text for people to read, to stand after what it is; null when it is good.</summary>
    public static string? ProblemOfText(string text) => text switch
    {
        _ when string.IsNullOrWhiteSpace(text) => "must not be empty",
        { Length: > MaxLength } => $"has at most {MaxLength} characters",
        // What is invisible, or turns the direction of what follows, makes one name look like another.
        _ when text.Any(c => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned) || !IsWellFormed(text) => "has no control or invisible characters",
        _ => null,
    };

    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsWellFormed(string text) => !text.EnumerateRunes().Contains(Rune.ReplacementChar);
}
