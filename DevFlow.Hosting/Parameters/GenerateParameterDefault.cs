using System.Security.Cryptography;
using DevFlow.Hosting.Publishing;

namespace DevFlow.Hosting.ApplicationModel;

/// <summary>A parameter's value is generated at random.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    private const string Lowers = "abcdefghjkmnpqrstuvwxyz";
    private const string Uppers = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Specials = "-_.{}~()*+!";

    /// <summary>The number of characters. Default 22: more than 128 bits.</summary>
    public int MinLength { get; set; } = 22;

    /// <summary>Whether lower-case letters are used. Default true.</summary>
    public bool Lower { get; set; } = true;

    /// <summary>Whether upper-case letters are used. Default true.</summary>
    public bool Upper { get; set; } = true;

    /// <summary>Whether digits are used. Default true.</summary>
    public bool Numeric { get; set; } = true;

    /// <summary>Whether special characters are used. Default true. Turn it off where the value ends in a URL or a script.</summary>
    public bool Special { get; set; } = true;

    /// <summary>How many lower-case letters there are at least. Default 0.</summary>
    public int MinLower { get; set; }

    /// <summary>How many upper-case letters there are at least. Default 0.</summary>
    public int MinUpper { get; set; }

    /// <summary>How many digits there are at least. Default 0.</summary>
    public int MinNumeric { get; set; }

    /// <summary>How many special characters there are at least. Default 0.</summary>
    public int MinSpecial { get; set; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Every kind of character is turned off, or one of which there is to be a minimum.</exception>
    public override string GetDefaultValue()
    {
        (bool IsUsed, string Letters, int Minimum)[] kinds = [(Lower, Lowers, MinLower), (Upper, Uppers, MinUpper), (Numeric, Digits, MinNumeric), (Special, Specials, MinSpecial)];
        var alphabet = string.Concat(kinds.Where(kind => kind.IsUsed).Select(kind => kind.Letters));
        if (alphabet.Length == 0)
            throw new InvalidOperationException("A value cannot be generated: lower, upper, numeric and special characters are all turned off.");
        if (kinds.Any(kind => !kind.IsUsed && kind.Minimum > 0))
            throw new InvalidOperationException("A value cannot be generated: a kind of character is turned off of which there is to be a minimum.");

        var required = string.Concat(kinds.Select(kind => RandomNumberGenerator.GetString(kind.Letters, kind.Minimum)));
        var letters = (required + RandomNumberGenerator.GetString(alphabet, Math.Max(0, MinLength - required.Length))).ToCharArray();
        RandomNumberGenerator.Shuffle<char>(letters);
        return new(letters);
    }

    /// <inheritdoc/>
    public override void WriteToManifest(ManifestPublishingContext context)
    {
        var writer = context.Writer;
        writer.WriteStartObject("generate");
        writer.WriteNumber("minLength", MinLength);
        foreach (var (kind, isUsed) in new[] { ("lower", Lower), ("upper", Upper), ("numeric", Numeric), ("special", Special) })
        {
            if (!isUsed)
                writer.WriteBoolean(kind, value: false);
        }

        foreach (var (minimum, number) in new[] { ("minLower", MinLower), ("minUpper", MinUpper), ("minNumeric", MinNumeric), ("minSpecial", MinSpecial) })
        {
            if (number != 0)
                writer.WriteNumber(minimum, number);
        }

        writer.WriteEndObject();
    }
}
