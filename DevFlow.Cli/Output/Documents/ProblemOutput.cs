namespace DevFlow.Cli.Output;

internal sealed record ProblemOutput(string Where, string Message, string? Remedy)
{
    public static ProblemOutput Of(Problem problem) => new(problem.Where, problem.Message, problem.Remedy);
}
