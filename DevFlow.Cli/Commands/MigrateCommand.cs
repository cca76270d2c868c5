using System.CommandLine;
using DevFlow.Cli.Engine;
using DevFlow.Cli.Moving;
using DevFlow.Cli.Output;
using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

internal static class MigrateCommand
{
    private static readonly Argument<string[]> _keys =
        KeyArgument.CreateSeveral("The keys to move. Default: every key that has a value in the source, but settings.");

    private static readonly Option<string> _from = StoreOption.Create("--from", "Where the values are now.", isRequired: true, SecretSourceNames.Vault);
    private static readonly Option<string> _to = StoreOption.Create("--to", "Where they go. In 1Password: where config/secrets.yaml refers to. In the vault: to a project.", isRequired: true, SecretSourceNames.Vault);
    private static readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show the plan and change nothing." };
    private static readonly Option<bool> _yes = new("--yes") { Description = "Do not ask before the plan is carried out." };
    private static readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace values in the target that differ. Without it they are kept." };
    private static readonly Option<bool> _deleteSource = new("--delete-source")
    {
        Description = "Remove from the source what the target is seen to have. Without it the source is not touched.",
    };

    private static readonly Option<string> _project = new("--project") { Description = "The project in the vault.", HelpName = "name" };
    private static readonly Option<string> _environment = new("--environment")
    {
        Description = "The project's environment.",
        HelpName = "name",
        DefaultValueFactory = _ => VaultNames.Environments[0],
    };

    public static Command Create()
    {
        var command = new Command(
            "migrate",
            "Moves secrets from one store to another: shows the plan, asks, writes, and reads each value back. Run again, it goes on where it stopped.")
        {
            _keys, _from, _to, _project, _environment, _dryRun, _yes, _overwrite, _deleteSource,
        };
        _environment.AcceptOnlyFromAmong([.. VaultNames.Environments]);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var workspace = parsed.Workspace();
        using var http = EngineClient.CreateHttp();
        var (source, target) = (Store(parsed, _from, workspace, http), Store(parsed, _to, workspace, http));
        if (source.Name == target.Name)
            throw new UsageException("--from and --to name the same store", "name two different ones");

        var planner = new MovePlanner(workspace, target, parsed.GetValue(_overwrite), mayBeExample: false);
        List<MoveStep> plan;
        using (new Progress("asking the stores"))
        {
            var candidates = await MigrationSource.FindAsync(workspace, source, parsed.GetValue(_keys) ?? [], cancellationToken);
            plan = await planner.PlanAsync(candidates, cancellationToken);
        }

        var planned = plan.Where(step => step.IsToDo).ToHashSet();
        var json = parsed.GetValue(GlobalOptions.Json);
        var dryRun = parsed.GetValue(_dryRun);
        if (!json)
            MoveReport.PrintPlan(plan);
        var removes = parsed.GetValue(_deleteSource) && plan.Any(step => step.IsToDo || step.IsThere);
        var isToDo = plan.Any(step => step.IsToDo) || removes;
        if (!dryRun && isToDo && !parsed.GetValue(_yes) && !await ConfirmedAsync(plan, source, target, removes, json, cancellationToken))
        {
            Talk.Warning("nothing was changed");
            return ExitCodes.CheckFailed;
        }

        var mover = new Mover(workspace, target, planner);
        if (!dryRun && isToDo)
        {
            using var progress = new Progress("moving");
            await mover.RunAsync(plan, progress, cancellationToken);
            if (removes && !mover.IsInterrupted)
                await mover.RemoveAsync(plan, source, cancellationToken);
        }

        if (json)
            Json.Print(MoveOutput.Of(source.Name, target.Name, dryRun, plan), context => context.MoveOutput);
        else
            Print(workspace, source, plan, planned, dryRun, isToDo);
        return mover.IsInterrupted ? ExitCodes.Interrupted : MoveCodes.Of(plan);
    }

    private static ISecretStore Store(ParseResult parsed, Option<string> option, SecretsWorkspace workspace, HttpClient http)
    {
        if (parsed.GetRequiredValue(option) != SecretSourceNames.Vault)
            return parsed.Store(option, workspace);
        var project = parsed.GetValue(_project) ?? throw new UsageException("the vault keeps secrets by project, and none is named", "add --project NAME");
        return VaultNames.ProblemOfProject(project) is { } problem
            ? throw new UsageException($"--project {problem}", "GET /api/v1/projects lists yours")
            : workspace.GetProjectStore(project, parsed.GetRequiredValue(_environment), http);
    }

    private static void Print(SecretsWorkspace workspace, ISecretStore source, List<MoveStep> plan, HashSet<MoveStep> planned, bool dryRun, bool isToDo)
    {
        if (dryRun && isToDo)
        {
            Console.Out.WriteLine("nothing was changed: --dry-run");
        }
        else if (isToDo)
        {
            MoveReport.PrintResult([.. plan.Where(step => planned.Contains(step) || step.IsRemoved)], "moved");
            MoveReport.PrintCounts(plan, "moved");
        }
        else
        {
            Console.Out.WriteLine(plan.Count == 0 ? $"nothing to do: {Words.Of(source.Name)} has nothing to move"
                : MoveCodes.Of(plan) == ExitCodes.Fine ? "nothing to do" : "nothing was changed");
        }

        MoveReport.SayProblems(plan);
        if (source.Name == SecretSourceNames.DotEnv)
        {
            foreach (var warning in Shadows.InLayers(workspace, plan.Select(step => step.Key)))
                Talk.Warning(warning);
        }
    }

    private static Task<bool> ConfirmedAsync(
        List<MoveStep> plan, ISecretStore source, ISecretStore target, bool removes, bool json, CancellationToken cancellationToken)
    {
        if (Console.IsInputRedirected || json)
            throw new UsageException("nobody can be asked whether to go on, and nothing was changed", "--yes carries the plan out, --dry-run only shows it");
        var moves = plan.Count(step => step.IsToDo);
        List<string> deeds =
        [
            .. moves > 0 ? [$"move {Words.Count(moves, "key")} from {source.Name} to {target.Name}"] : (string[])[],
            .. removes ? [$"remove {Words.Count(plan.Count(step => step.IsToDo || step.IsThere), "key")} from {Words.Of(source.Name)}"] : (string[])[],
        ];
        return Prompt.ConfirmAsync($"{string.Join(", and ", deeds)}?", cancellationToken);
    }
}
