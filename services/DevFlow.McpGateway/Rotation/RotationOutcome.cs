using System.ComponentModel;

namespace DevFlow.McpGateway.Rotation;

/// <summary>What became of the wish.</summary>
internal sealed record RotationOutcome(
    [property: Description("declined: a person did not say yes, and nothing was done; else the state of the run.")] string Status,
    [property: Description("It in words.")] string Message,
    RotationPlan Plan,
    RotationRun? Run)
{
    public static RotationOutcome Declined(RotationPlan plan) => new("declined", "Nobody said yes: nothing was done.", plan, Run: null);

    public static RotationOutcome Of(RotationPlan plan, RotationRun run) => new(
        run.State,
        run.State switch
        {
            "finished" => "The new value is in force and the one before is retired.",
            "overlap" => $"The new value is in force; the one before is accepted for {plan.Overlap} more.",
            "running" or "rolling-back" => $"It is still under way as run {run.Id}; it goes on without this call, and is not to be asked for again.",
            _ => run.Problem ?? "It did not succeed.",
        },
        plan,
        run);
}
