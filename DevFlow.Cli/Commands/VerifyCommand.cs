using System.CommandLine;
using DevFlow.Cli.Output;
using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

internal static class VerifyCommand
{
    public static Command Create()
    {
        var command = new Command("verify", "Checks mode, catalog, .env files and every required key; lists all findings with their remedies.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var workspace = parsed.Workspace();
            var findings = (await SecretsVerifier.VerifyAsync(workspace, cancellationToken))
                .OrderByDescending(finding => finding.Severity).ThenBy(finding => Places.Parse(finding.Where)).ToList();
            var (errors, warnings) = (Count(findings, FindingSeverity.Error), Count(findings, FindingSeverity.Warning));
            var mode = workspace.Mode is { } known ? DevFlowModes.Name(known) : null;
            if (parsed.GetValue(GlobalOptions.Json))
            {
                Json.Print(
                    new(errors == 0, mode, workspace.Root, errors, warnings, [.. findings.Select(FindingOutput.Of)]),
                    context => context.VerifyOutput);
            }
            else
            {
                Print(workspace, findings, errors, warnings, mode);
            }

            return errors == 0 ? ExitCodes.Fine : ExitCodes.CheckFailed;
        });
        return command;
    }

    private static void Print(SecretsWorkspace workspace, List<Finding> findings, int errors, int warnings, string? mode)
    {
        foreach (var finding in findings)
        {
            Screen.Line(
                new Piece($"{finding.Severity.ToString().ToLowerInvariant(),-8}", Looks.Of(finding.Severity)),
                new Piece(finding.Where, Looks.Strong),
                new Piece($" {finding.Message}"));
            if (finding.Remedy is { } remedy)
                Screen.Line(new Piece($"        {remedy}", Looks.Quiet));
        }

        Screen.Line(
            errors == 0 ? new Piece("fine", Looks.Good) : new Piece("not fine", Looks.Bad),
            new Piece($": mode {mode ?? "unknown"}, {Words.Count(errors, "error")}, {Words.Count(warnings, "warning")}"));
        if (errors > 0 && workspace.Mode is DevFlowMode.Local && !File.Exists(Path.Combine(workspace.Root, ".env")))
            Talk.Hint("'devflow init' makes .env and generates the keys that nobody has to know");
    }

    private static int Count(IEnumerable<Finding> findings, FindingSeverity severity) => findings.Count(finding => finding.Severity == severity);
}
