namespace DevFlow.Cli.Output;

internal sealed record ErrorOutput(ErrorDetail Error)
{
    public static ErrorOutput Of(Trouble trouble) => new(new ErrorDetail(
        Words.LowerCase(trouble.Message),
        trouble.Hint,
        trouble.ExitCode,
        trouble.Steps?.Select(StepOutput.Of).ToList(),
        trouble.Problems?.Select(ProblemOutput.Of).ToList()));
}
