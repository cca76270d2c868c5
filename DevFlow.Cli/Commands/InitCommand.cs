using System.CommandLine;
using DevFlow.Cli.Output;
using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

internal static class InitCommand
{
    private const string LlmKey = "AOSENTRY_API_KEY";

    public static Command Create()
    {
        var command = new Command("init", "Makes .env from .env.example and generates the keys that are empty. Changes nothing that is set.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var workspace = parsed.Workspace();
            var path = Path.Combine(workspace.Root, ".env");
            if (!File.Exists(path) && !File.Exists(path + ".example"))
            {
                throw new UsageException(
                    $"there is neither .env nor .env.example in {workspace.Root}", "go to the folder of DevFlow, or name it with --root");
            }

            var result = await FirstRun.PrepareAsync(workspace, cancellationToken);
            if (workspace.Layers.Diagnostics.Any(fault => fault.Severity is FindingSeverity.Error))
                throw new CheckException("the .env files have faults, and nothing is generated into them", "'devflow verify' lists the faults");
            if (workspace.Mode is null)
                throw new CheckException("DEVFLOW_MODE names no mode that there is", $"write one of {DevFlowModes.Names}");

            if (parsed.GetValue(GlobalOptions.Json))
                Json.Print(new(path, result.Created, [.. result.Generated]), context => context.InitOutput);
            else
                await PrintAsync(workspace, workspace.Mode.Value, result, cancellationToken);
            return ExitCodes.Fine;
        });
        return command;
    }

    private static async Task PrintAsync(
        SecretsWorkspace workspace, DevFlowMode mode, FirstRunResult result, CancellationToken cancellationToken)
    {
        Console.Out.WriteLine(result.Summary ?? (mode is DevFlowMode.Local
            ? "nothing to do: every key that can be generated is set"
            : $"nothing to do: in {DevFlowModes.Name(mode)} mode no key is generated"));
        var llm = await workspace.Resolver.ExplainAsync(LlmKey, cancellationToken: cancellationToken);
        var set = llm.Winner is null || llm.Placeholder ? $"set {LlmKey} in .env, then " : "";
        Console.Out.WriteLine($"next: {set}'devflow verify'");
    }
}
