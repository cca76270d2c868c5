using System.CommandLine;
using System.CommandLine.Completions;
using DevFlow.Secrets;

namespace DevFlow.Cli;

/// <summary>The secrets that a command is about.</summary>
internal static class KeyArgument
{
    public static Argument<string> Create() =>
        Checked(new Argument<string>("KEY") { Description = "The environment key, such as AOSENTRY_API_KEY." });

    public static Argument<string[]> CreateSeveral(string description) =>
        Checked(new Argument<string[]>("KEY") { Description = description, Arity = ArgumentArity.ZeroOrMore });

    /// <summary>Takes secrets of projects too, which are written project/NAME/ENVIRONMENT/KEY.</summary>
    public static T WithProjects<T>(this T key, string example)
        where T : Argument
    {
        key.Validators.Clear();
        key.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => !token.Value.Split('/').All(IsKey)))
                result.AddError($"KEY has to be an environment key, such as {example}, or project/NAME/ENVIRONMENT/KEY");
        });
        return key;
    }

    /// <summary>Whether the .env dialect reads it as a key.</summary>
    public static bool IsKey(string text) =>
        text is [var first, ..] && (char.IsAsciiLetter(first) || first == '_')
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');

    private static T Checked<T>(T key)
        where T : Argument
    {
        key.HelpName = "KEY";
        key.CompletionSources.Add(_ => Known().Select(known => new CompletionItem(known)));
        key.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => !IsKey(token.Value)))
                result.AddError("KEY has to be an environment key, such as AOSENTRY_API_KEY");
        });
        return key;
    }

    private static IEnumerable<string> Known()
    {
        using var workspace = SecretsWorkspace.Open(new() { StartDirectory = Directory.GetCurrentDirectory() });
        return [.. workspace.Catalog.Entries.Select(entry => entry.Key), .. workspace.Layers.Documents.SelectMany(document => document.Entries).Select(entry => entry.Key)];
    }
}
