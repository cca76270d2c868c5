using System.CommandLine;

namespace DevFlow.Cli;

/// <summary>The secret that a command is about.</summary>
internal static class KeyArgument
{
    public static Argument<string> Create()
    {
        var key = new Argument<string>("KEY") { Description = "The environment key, such as AOSENTRY_API_KEY." };
        key.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !IsKey(token.Value))
                result.AddError("KEY has to be an environment key, such as AOSENTRY_API_KEY");
        });
        return key;
    }

    // What the .env dialect reads as a key.
    private static bool IsKey(string text) =>
        text is [var first, ..] && (char.IsAsciiLetter(first) || first == '_')
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');
}
