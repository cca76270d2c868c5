namespace DevFlow.Cli;

/// <summary>A command cannot do its work, for one reason or several: all of them are told at once.</summary>
internal sealed class ProblemsException(string message, string? hint, IReadOnlyList<Problem> problems) : Exception(message)
{
    // What has to be mended, then what has to be allowed, comes before what may be over in a minute.
    private static readonly int[] _order = [ExitCodes.CheckFailed, ExitCodes.Denied, ExitCodes.Unavailable, ExitCodes.NotFound];

    public string? Hint { get; } = hint;

    public IReadOnlyList<Problem> Problems { get; } = problems;

    public int ExitCode => Problems.Select(problem => problem.ExitCode).OrderBy(code => Array.IndexOf(_order, code)).FirstOrDefault(ExitCodes.CheckFailed);
}
