using DevFlow.Secrets;

namespace DevFlow.Cli.Output;

internal sealed record StepOutput(string Source, string Outcome, string Detail, string? Remedy)
{
    public static StepOutput Of(SourceStep step) => new(step.Source, step.OutcomeText, step.Detail, step.Remedy);
}
