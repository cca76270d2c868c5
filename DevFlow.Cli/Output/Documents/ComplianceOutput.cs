namespace DevFlow.Cli.Output;

internal sealed record ComplianceOutput(
    string Framework, string Title, DateTimeOffset At, string Mode, IReadOnlyList<ControlOutput> Controls, IReadOnlyList<MetricOutput> Metrics)
{
    /// <summary>Whether a control has a gap, or a critical figure is missed.</summary>
    public bool HasGaps => Controls.Any(control => control.Status is "gap") || Metrics.Any(metric => metric is { IsCritical: true, Status: "missed" });
}
