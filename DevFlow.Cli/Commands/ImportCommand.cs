using System.CommandLine;
using DevFlow.Cli.Moving;
using DevFlow.Cli.Moving.Import;
using DevFlow.Cli.Output;
using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

internal static class ImportCommand
{
    private static readonly Argument<string> _file = new("FILE") { Description = "The file; - for stdin." };
    private static readonly Option<string?> _format = ImportFormats.Option();
    private static readonly Option<string> _to = StoreOption.Create("--to", "Where it goes: .env, or 1Password where config/secrets.yaml refers to.");
    private static readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show what would be done and change nothing." };
    private static readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace values that are there and differ. Without it they are kept." };

    public static Command Create()
    {
        var command = new Command(
            "import",
            "Takes secrets over from a file: dotenv, JSON, YAML, an export of Doppler or of HashiCorp Vault. A file with a fault changes nothing.")
        {
            _file, _format, _to, _dryRun, _overwrite,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = parsed.GetRequiredValue(_file);
        var name = path == "-" ? "stdin" : path;
        await using var workspace = parsed.Workspace();
        var target = parsed.Store(_to, workspace);
        var content = await InputFile.ReadAsync(path == "-" ? null : path, cancellationToken);
        var file = ImportReader.Read(content, name, parsed.GetValue(_format), workspace.Catalog);
        var json = parsed.GetValue(GlobalOptions.Json);
        var dryRun = parsed.GetValue(_dryRun);
        if (file.Faults.Count > 0)
            return Refuse(file, name, target, dryRun, json);

        using var progress = new Progress("importing");
        var planner = new MovePlanner(workspace, target, parsed.GetValue(_overwrite), mayBeExample: false);
        var plan = await planner.PlanAsync(file.Candidates, cancellationToken);

        // Nothing is half imported: what cannot be taken over is mended first, or taken out of the file.
        var isPossible = plan.TrueForAll(step => step.Action is not MoveAction.Cannot);
        var mover = new Mover(workspace, target, planner);
        if (!dryRun && isPossible)
            await mover.RunAsync(plan, progress, cancellationToken);
        progress.Dispose();
        if (json)
            Json.Print(MoveOutput.Of(name, target.Name, dryRun, plan), context => context.MoveOutput);
        else
            Print(workspace, file, plan, dryRun, isPossible);
        return mover.IsInterrupted ? ExitCodes.Interrupted : MoveCodes.Of(plan);
    }

    private static void Print(SecretsWorkspace workspace, ImportFile file, List<MoveStep> plan, bool dryRun, bool isPossible)
    {
        if (dryRun || !isPossible)
            MoveReport.PrintPlan(plan);
        else
            MoveReport.PrintResult(plan, "imported");
        if (dryRun || !isPossible)
            Console.Out.WriteLine($"read as {file.Format}; nothing was changed{(dryRun ? ": --dry-run" : "")}");
        else
            MoveReport.PrintCounts(plan, $"imported from {file.Format}");
        MoveReport.SayProblems(plan);
        if (!dryRun)
        {
            foreach (var warning in Shadows.InLayers(workspace, plan.Where(step => step.IsThere && step.To == ".env").Select(step => step.Key)))
                Talk.Warning(warning);
        }
    }

    private static int Refuse(ImportFile file, string name, ISecretStore target, bool dryRun, bool json)
    {
        if (json)
        {
            Json.Print(
                new(Ok: false, name, target.Name, dryRun, Moved: 0, [], [.. file.Faults.Select(FindingOutput.Of)]), context => context.MoveOutput);
            return ExitCodes.CheckFailed;
        }

        foreach (var fault in file.Faults)
        {
            Talk.Error($"{fault.Where}: {fault.Message}");
            if (fault.Remedy is { } remedy)
                Talk.Hint(remedy);
        }

        Talk.Hint($"nothing was imported; {name} was read as {file.Format}, --format names another format");
        return ExitCodes.CheckFailed;
    }
}
