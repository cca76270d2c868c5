using DevFlow.Secrets;

namespace DevFlow.Cli.Moving;

/// <summary>Takes a value in by a way on which nobody else sees it: a pipe, a file, or a prompt that does not echo.</summary>
internal static class ValueInput
{
    private const string Example = "pipe it in, name a file with --file, or type it where the command asks for it";

    /// <param name="key">The key that it is for.</param>
    /// <param name="file">The file; null for stdin.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SecretValue> ReadAsync(string key, string? file, CancellationToken cancellationToken)
    {
        var (text, source) = await ReadTextAsync($"value of {key}: ", file, cancellationToken);
        if (text.Length == 0)
            throw new UsageException("the value is empty, which counts as not set", $"{Example}; 'devflow unset {key}' removes the key");
        return new SecretValue(text, source, TimeProvider.System.GetUtcNow());
    }

    /// <summary>What may be nothing at all, and where it came from.</summary>
    /// <param name="question">What a terminal is asked.</param>
    /// <param name="file">The file; null for stdin.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<(string Text, string Source)> ReadTextAsync(string question, string? file, CancellationToken cancellationToken)
    {
        if (file is null && !Console.IsInputRedirected)
            return (await HiddenPrompt.AskTwiceAsync(question, cancellationToken), "terminal");
        var text = InputFile.Decode(await InputFile.ReadAsync(file, cancellationToken))
            ?? throw new UsageException("the value is not UTF-8 text, and a secret is text", "encode it, such as with base64, and decode it where it is used");
        return (WithoutLineBreak(text), file is null ? "stdin" : "file");
    }

    // What echo and text files end with is not meant.
    private static string WithoutLineBreak(string text) => text switch
    {
        [.. var value, '\r', '\n'] => value,
        [.. var value, '\n'] => value,
        _ => text,
    };
}
