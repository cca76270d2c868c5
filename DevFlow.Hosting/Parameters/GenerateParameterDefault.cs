using System.Security.Cryptography;

namespace DevFlow.Hosting.ApplicationModel;

/// <summary>A parameter's value is generated at random.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    private const string Lowers = "abcdefghjkmnpqrstuvwxyz";
    private const string Uppers = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Specials = "-_.{}~()*+!";

    /// <summary>The number of characters. Default 0, which gives 22: 128 bits at 62 characters.</summary>
    public int MinLength { get; set; }

    /// <summary>Whether lower-case letters are used. Default true.</summary>
    public bool Lower { get; set; } = true;

    /// <summary>Whether upper-case letters are used. Default true.</summary>
    public bool Upper { get; set; } = true;

    /// <summary>Whether digits are used. Default true.</summary>
    public bool Numeric { get; set; } = true;

    /// <summary>Whether special characters are used. Default true. Turn it off where the value ends in a URL or a script.</summary>
    public bool Special { get; set; } = true;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Every kind of character is turned off.</exception>
    public override string GetDefaultValue()
    {
        var alphabet = (Lower ? Lowers : "") + (Upper ? Uppers : "") + (Numeric ? Digits : "") + (Special ? Specials : "");
        if (alphabet.Length == 0)
            throw new InvalidOperationException("A value cannot be generated: lower, upper, numeric and special characters are all turned off.");
        return RandomNumberGenerator.GetString(alphabet, MinLength > 0 ? MinLength : 22);
    }
}
