namespace DevFlow.Cli;

/// <summary>How the tool speaks of trouble: on stderr, in lower case, what is wrong and then what to do.</summary>
internal static class Talk
{
    public static void Error(string message) => Console.Error.WriteLine($"devflow: error: {message}");

    public static void Hint(string message) => Console.Error.WriteLine($"devflow: hint: {message}");
}
