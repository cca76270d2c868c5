using System.CommandLine;
using System.CommandLine.Completions;
using DevFlow.Secrets;

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
        key.CompletionSources.Add(_ => Known().Select(known => new CompletionItem(known)));
        return key;
    }

    private static IEnumerable<string> Known()
    {
        using var workspace = SecretsWorkspace.Open(new() { StartDirectory = Directory.GetCurrentDirectory() });
        return [.. workspace.Catalog.Entries.Select(entry => entry.Key), .. workspace.Layers.Documents.SelectMany(document => document.Entries).Select(entry => entry.Key)];
    }

    // What the .env dialect reads as a key.
    private static bool IsKey(string text) =>
        text is [var first, ..] && (char.IsAsciiLetter(first) || first == '_')
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');
}
