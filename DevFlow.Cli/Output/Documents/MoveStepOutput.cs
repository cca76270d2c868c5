using DevFlow.Cli.Moving;

namespace DevFlow.Cli.Output;

internal sealed record MoveStepOutput(
    string Key, string From, string? To, string Plan, string? Result, bool Removed, string? Detail, string? Remedy)
{
    public static MoveStepOutput Of(MoveStep step) => new(
        step.Key,
        step.From,
        step.To,
        step.Action switch
        {
            MoveAction.LeaveOut => "leave out",
            MoveAction.Equal => "already there",
            var action => action.ToString().ToLowerInvariant(),
        },
        step.Result switch
        {
            MoveResult.None => null,
            MoveResult.NotTried => "not tried",
            var result => result.ToString().ToLowerInvariant(),
        },
        step.IsRemoved,
        step.Problem?.Detail,
        step.Problem?.Remedy);
}
