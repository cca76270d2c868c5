using DevFlow.Secrets;

namespace DevFlow.Cli.Output;

internal sealed record FindingOutput(string Severity, string Rule, string Where, string? Key, string Message, string? Remedy)
{
    public static FindingOutput Of(Finding finding) =>
        new(finding.Severity.ToString().ToLowerInvariant(), finding.Rule, finding.Where, finding.Key, finding.Message, finding.Remedy);
}
