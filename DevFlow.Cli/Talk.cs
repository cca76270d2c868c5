using DevFlow.Cli.Output;

namespace DevFlow.Cli;

/// <summary>
/// How the tool speaks of trouble. To people: on stderr, in lower case, what is wrong and then what to do. To machines that asked
/// for --json: as a document on stdout, so that they always find one there.
/// </summary>
internal static class Talk
{
    public static void Of(Trouble trouble, bool json)
    {
        if (json)
        {
            Json.Print(ErrorOutput.Of(trouble), context => context.ErrorOutput);
            return;
        }

        Error(trouble.Message);
        foreach (var step in trouble.Steps?.Where(Words.Concerns) ?? [])
            Detail(step.Source, step.Detail, step.Remedy);
        foreach (var problem in trouble.Problems ?? [])
            Detail(problem.Where, problem.Message, problem.Remedy);

        if (trouble.Hint is { } hint)
            Hint(hint);
    }

    public static void Error(string message) => Console.Error.WriteLine($"devflow: error: {Words.LowerCase(message)}");

    public static void Warning(string message) => Console.Error.WriteLine($"devflow: warning: {Words.LowerCase(message)}");

    public static void Hint(string message) => Console.Error.WriteLine($"devflow: hint: {Words.LowerCase(message)}");

    private static void Detail(string where, string message, string? remedy)
    {
        Console.Error.WriteLine($"  {where}: {message}");
        if (remedy is not null)
            Console.Error.WriteLine($"    {remedy}");
    }
}
