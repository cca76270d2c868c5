namespace DevFlow.Cli.Moving;

/// <summary>Asks on a terminal, and lets go of the question when Ctrl+C is pressed.</summary>
internal static class Prompt
{
    /// <summary>Whether the answer is yes; anything else is no.</summary>
    /// <param name="question">What is asked, on stderr: stdout is for the result.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<bool> ConfirmAsync(string question, CancellationToken cancellationToken)
    {
        var answer = await AskAsync($"{question} [y/N] ", Console.ReadLine, cancellationToken);
        return answer?.Trim().ToUpperInvariant() is "Y" or "YES";
    }

    // Nothing ends a read of a terminal. It gets a thread of its own, which goes with the process, as does what was changed of the terminal.
    public static async Task<T> AskAsync<T>(string question, Func<T> read, CancellationToken cancellationToken)
    {
        await Console.Error.WriteAsync(question.AsMemory(), cancellationToken);
        try
        {
            return await Task.Run(read, CancellationToken.None).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine();
            throw;
        }
    }
}
