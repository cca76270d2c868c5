using System.CommandLine;
using DevFlow.Cli.Moving;

namespace DevFlow.Cli.Sharing;

/// <summary>A passphrase beside a link, by a way on which nobody else sees it.</summary>
internal static class PassphraseOptions
{
    public static Option<string?> CreateFile() => new("--passphrase-file") { Description = "Take the passphrase from a file, where nobody can be asked.", HelpName = "PATH" };

    public static async Task<string> ReadAsync(string? file, bool isNew, CancellationToken cancellationToken)
    {
        if (file is null && Console.IsInputRedirected)
            throw new UsageException("the passphrase cannot be asked for: stdin is no terminal", "name a file that has it with --passphrase-file");
        var typed = file is not null ? (await ValueInput.ReadTextAsync("", file, cancellationToken)).Text
            : isNew ? await HiddenPrompt.AskTwiceAsync("passphrase: ", cancellationToken)
            : await HiddenPrompt.AskAsync("passphrase: ", cancellationToken);
        return !isNew || typed.Length >= ShareFormat.ShortestPassphrase
            ? typed
            : throw new UsageException($"the passphrase is too short to be worth one: it has {ShareFormat.ShortestPassphrase} characters at least", "four words that have nothing to do with each other are good");
    }
}
