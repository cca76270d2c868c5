using System.CommandLine;
using DevFlow.Cli.Engine;
using DevFlow.Cli.Output;
using DevFlow.Cli.Rotating;
using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

internal static class RotateCommand
{
    public static Command Create()
    {
        var keys = KeyArgument.CreateSeveral("What is rotated. A project's is written project/NAME/ENVIRONMENT/KEY. Default: nothing, and the schedule is shown.")
            .WithProjects("JWT_SECRET");
        var due = new Option<bool>("--due") { Description = "All whose time has come." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Says what would happen, and changes nothing." };
        var rotator = new Option<string>("--rotator") { Description = "What rotates a project's secret, such as random-key; of the platform's config/secrets.yaml says it.", HelpName = "NAME" };
        var noWait = new Option<bool>("--no-wait") { Description = "Begins, and does not wait for the end." };
        var command = new Command("rotate", "Replaces secrets where they live, step by step; the value before is accepted for a while.") { keys, due, dryRun, rotator, noWait };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var engine = parsed.Engine();
            var rotations = new Rotations(engine.Api);
            var json = parsed.GetValue(GlobalOptions.Json);
            var secrets = (parsed.GetValue(keys) ?? []).Distinct(StringComparer.Ordinal).ToList();
            if (parsed.GetValue(due))
                secrets = [.. secrets.Union((await rotations.ListAsync(cancellationToken)).Where(plan => plan.State == "due").Select(plan => plan.Secret), StringComparer.Ordinal)];
            else if (secrets.Count == 0)
                return await ShowAsync(rotations, json, cancellationToken);

            var outputs = parsed.GetValue(dryRun)
                ? await EachAsync(secrets, async secret => new(secret, Run: null, [], await rotations.PreviewAsync(secret, parsed.GetValue(rotator), cancellationToken), Problem: null), json)
                : await EachAsync(secrets, async secret => new(secret, await rotations.StartAsync(secret, parsed.GetValue(rotator), cancellationToken), [], Preview: null, Problem: null), json);
            if (!parsed.GetValue(dryRun) && !parsed.GetValue(noWait))
                outputs = await FollowAsync(rotations, outputs, json, cancellationToken);
            if (json)
                Json.Print(outputs.Select(one => one.Output).ToList(), context => context.IReadOnlyListRotateOutput);
            else
                Print([.. outputs.Select(one => one.Output)]);
            return outputs.Select(one => one.ExitCode).FirstOrDefault(code => code != ExitCodes.Fine, ExitCodes.Fine);
        });
        return command;
    }

    private static async Task<int> ShowAsync(Rotations rotations, bool json, CancellationToken cancellationToken)
    {
        var plans = await rotations.ListAsync(cancellationToken);
        if (json)
            Json.Print(plans, context => context.IReadOnlyListRotationPlanOutput);
        else
            RotationText.Plans(plans);
        return ExitCodes.Fine;
    }

    // One that cannot be rotated is no reason to leave the others; an engine that is away, or refuses the caller, is.
    private static async Task<IReadOnlyList<(RotateOutput Output, int ExitCode)>> EachAsync(IReadOnlyList<string> secrets, Func<string, Task<RotateOutput>> ask, bool json)
    {
        var outputs = new List<(RotateOutput, int)>();
        foreach (var secret in secrets)
        {
            try
            {
                var output = await ask(secret);
                outputs.Add((output, output.Preview?.Problem is null ? ExitCodes.Fine : ExitCodes.CheckFailed));
            }
            catch (VaultException fault) when (fault.Error is VaultError.NotFound or VaultError.Invalid or VaultError.Conflict)
            {
                outputs.Add((new(secret, Run: null, [], Preview: null, fault.Message), ExitCodes.Of(fault.Error)));
                if (!json)
                    Talk.Error(fault.Message);
            }
        }

        return outputs;
    }

    private static async Task<IReadOnlyList<(RotateOutput Output, int ExitCode)>> FollowAsync(
        Rotations rotations, IReadOnlyList<(RotateOutput Output, int ExitCode)> begun, bool json, CancellationToken cancellationToken)
    {
        var outputs = new List<(RotateOutput, int)>();
        foreach (var (output, exitCode) in begun)
        {
            if (output.Run is not { } run)
            {
                outputs.Add((output, exitCode));
                continue;
            }

            var (end, steps) = await rotations.FollowAsync(run.Id, step => Told(output.Secret, step, json), cancellationToken);
            outputs.Add((output with { Run = end, Steps = steps, Problem = end.Problem }, end.State is "overlap" or "finished" ? ExitCodes.Fine : ExitCodes.CheckFailed));
        }

        return outputs;
    }

    private static void Told(string secret, RotationStepOutput step, bool json)
    {
        if (!json)
            RotationText.Step(secret, step);
    }

    private static void Print(IReadOnlyList<RotateOutput> outputs)
    {
        if (outputs.Count == 0)
            Screen.Line(new Piece("nothing is due", Looks.Quiet));
        foreach (var output in outputs)
        {
            if (output.Preview is { } preview)
                RotationText.Preview(preview);
            else if (output.Run is { } run)
                RotationText.End(run);
        }
    }
}
