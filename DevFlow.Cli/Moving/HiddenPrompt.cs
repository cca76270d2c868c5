using System.Text;

namespace DevFlow.Cli.Moving;

/// <summary>Asks on a terminal for what must not be seen.</summary>
internal static class HiddenPrompt
{
    private const char EndOfText = '\u0004';

    /// <exception cref="UsageException">What is no character was typed.</exception>
    /// <exception cref="OperationCanceledException">Ctrl+C or Ctrl+D.</exception>
    public static Task<string> AskAsync(string question, CancellationToken cancellationToken)
    {
        // From the first look at the keys on .NET keeps the echo off, up to the end of the process.
        _ = Console.KeyAvailable;
        return Prompt.AskAsync(question, Read, cancellationToken);
    }

    /// <exception cref="UsageException">The two are not the same, or hold what is no character.</exception>
    /// <exception cref="OperationCanceledException">Ctrl+C or Ctrl+D.</exception>
    public static async Task<string> AskTwiceAsync(string question, CancellationToken cancellationToken)
    {
        var first = await AskAsync(question, cancellationToken);
        if (first.Length > 0 && await Prompt.AskAsync("once more: ", Read, cancellationToken) != first)
            throw new UsageException("the two are not the same, and nothing is done", "type it again; a value of several lines comes by a file or a pipe");
        return first;
    }

    private static string Read()
    {
        var text = new StringBuilder();
        var hasControl = false;
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            // What is no key at all is the end of the terminal.
            if ((key.KeyChar == EndOfText && text.Length == 0) || key == default)
                throw new OperationCanceledException();
            if (key.Key is ConsoleKey.Backspace)
                text.Length -= Math.Min(1, text.Length);
            else if (key is { Key: ConsoleKey.U, Modifiers: ConsoleModifiers.Control })
                (hasControl, _) = (false, text.Clear());
            else if (char.IsControl(key.KeyChar) && key.KeyChar != '\0')
                hasControl = true;
            else if (key.KeyChar != '\0')
                text.Append(key.KeyChar);
        }

        // Not before the line is complete: the rest of it would be typed into the shell, where it shows.
        Console.Error.WriteLine();
        return hasControl
            ? throw new UsageException("a control character was typed, and nothing is done", "type it again, Ctrl+U begins anew; a value with such characters comes by a file or a pipe")
            : text.ToString();
    }
}
