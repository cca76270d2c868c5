using System.Text;

namespace DevFlow.Cli.Moving;

/// <summary>Asks on a terminal for what must not be seen. It asks on stderr: stdout is for the result.</summary>
internal static class HiddenPrompt
{
    /// <exception cref="UsageException">The two are not the same.</exception>
    public static string AskTwice(string key)
    {
        var first = Ask($"value of {key}: ");
        if (first.Length > 0 && Ask("once more: ") != first)
            throw new UsageException("the two are not the same, and nothing is set", "type it again; a value of several lines comes by --file or a pipe");
        return first;
    }

    private static string Ask(string question)
    {
        Console.Error.Write(question);
        var text = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key is ConsoleKey.Backspace)
                text.Length -= Math.Min(1, text.Length);
            else if (key is { Key: ConsoleKey.U, Modifiers: ConsoleModifiers.Control })
                text.Clear();
            else if (key.KeyChar != '\0')
                text.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return text.ToString();
    }
}
