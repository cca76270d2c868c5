using System.Text;

namespace DevFlow.Secrets;

/// <summary>What secrets of the vault, and projects, may be called.</summary>
public static class VaultNames
{
    /// <summary>The most characters of a secret's name: 200.</summary>
    public const int MaxLength = 200;

    /// <summary>The most bytes of a value in UTF-8: 1 MiB.</summary>
    public const int MaxValueBytes = 1024 * 1024;

    /// <summary>The environments of a project.</summary>
    public static IReadOnlyList<string> Environments { get; } = ["development", "staging", "production"];

    /// <summary>
    /// What is wrong with a secret's name, to stand after "a name"; null when it is good: 1 to 200 letters (of any script, in Unicode's form C),
    /// digits, <c>-</c>, <c>_</c>, <c>.</c>, <c>/</c>, <c>:</c>, <c>@</c> and single spaces inside, such as <c>github/token</c>.
    /// </summary>
    /// <param name="name">The name.</param>
    public static string? ProblemOfSecret(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name switch
        {
            { Length: 0 } => "must not be empty",
            { Length: > MaxLength } => $"has at most {MaxLength} characters",
            _ when !name.All(c => char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark || "-_./:@ ".Contains(c, StringComparison.Ordinal))
                => "is made of letters, digits, - _ . / : @ and spaces",
            _ when !name.IsNormalized(NormalizationForm.FormC) => "must be in Unicode's form C, so that two that look the same are the same",
            _ when name[0] is ' ' || name[^1] is ' ' || name.Contains("  ", StringComparison.Ordinal) => "has no space at its ends, and no two in a row",
            _ when name.Split('/').Any(part => part is "" or "." or "..") => "has no empty part, . or .. between slashes",
            _ => null,
        };
    }

    /// <summary>
    /// What is wrong with a project's name, to stand after "a project's name"; null when it is good: 1 to 63 lower-case letters of ASCII, digits and
    /// single dashes inside. It is a part of host names, paths and item titles, none of which may be read in two ways.
    /// </summary>
    /// <param name="name">The name.</param>
    public static string? ProblemOfProject(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name is { Length: > 0 and <= 63 } && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-')
            && name[0] is not '-' && name[^1] is not '-' && !name.Contains("--", StringComparison.Ordinal)
            ? null
            : "is made of 1 to 63 lower-case letters, digits and single dashes inside, such as web-shop";
    }

    /// <summary>
    /// What is wrong with a key of a project's secret, to stand after "a key"; null when it is good: a letter or _, then letters, digits and _, of ASCII, at most
    /// 200, as an environment variable is called.
    /// </summary>
    /// <param name="key">The key.</param>
    public static string? ProblemOfKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key is { Length: > 0 and <= MaxLength } && (char.IsAsciiLetter(key[0]) || key[0] is '_') && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_')
            ? null
            : $"begins with a letter or _ and is made of letters, digits and _, at most {MaxLength}, such as STRIPE_API_KEY";
    }
}
