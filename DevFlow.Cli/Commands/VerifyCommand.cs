using System.CommandLine;
using DevFlow.Cli.Output;
using DevFlow.Secrets;
using Spectre.Console;

namespace DevFlow.Cli.Commands;

internal static class VerifyCommand
{
    public static Command Create()
    {
        var command = new Command("verify", "Checks mode, catalog, .env files and every required key; lists all findings with their remedies.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var workspace = parsed.Workspace();
            var findings = await SecretsVerifier.VerifyAsync(workspace, cancellationToken);
            var (errors, warnings) = (Count(findings, FindingSeverity.Error), Count(findings, FindingSeverity.Warning));
            var mode = workspace.Mode is { } known ? DevFlowModes.Name(known) : null;
            if (parsed.GetValue(GlobalOptions.Json))
                JsonOutput.Print(new(errors == 0, mode, workspace.Root, errors, warnings, [.. findings.Select(FindingOutput.Of)]), JsonOutput.Default.VerifyOutput);
            else
                Print(findings, errors, warnings, mode);
            return errors == 0 ? ExitCodes.Fine : ExitCodes.CheckFailed;
        });
        return command;
    }

    private static void Print(IReadOnlyList<Finding> findings, int errors, int warnings, string? mode)
    {
        foreach (var finding in findings.OrderByDescending(finding => finding.Severity))
        {
            var colour = finding.Severity switch { FindingSeverity.Error => "red", FindingSeverity.Warning => "yellow", _ => "blue" };
            AnsiConsole.MarkupLine($"[{colour}]{finding.Severity.ToString().ToLowerInvariant(),-7}[/] [bold]{Markup.Escape(finding.Where)}[/] {Markup.Escape(finding.Message)}");
            if (finding.Remedy is { } remedy)
                AnsiConsole.MarkupLine($"        [grey]{Markup.Escape(remedy)}[/]");
        }

        var verdict = errors == 0 ? "[green]fine[/]" : "[red]not fine[/]";
        AnsiConsole.MarkupLine($"{verdict}: mode {mode ?? "unknown"}, {errors} {(errors == 1 ? "error" : "errors")}, {warnings} {(warnings == 1 ? "warning" : "warnings")}");
    }

    private static int Count(IEnumerable<Finding> findings, FindingSeverity severity) => findings.Count(finding => finding.Severity == severity);
}
