using System.CommandLine;
using DevFlow.Cli.Output;
using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

internal static class VerifyCommand
{
    private static readonly Option<bool> _strict = new("--strict") { Description = "Fail on warnings too: for a deployment, which nobody watches." };

    public static Command Create()
    {
        var command = new Command("verify", "Checks mode, catalog, .env files and every required key; lists all findings with their remedies.") { _strict };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var workspace = parsed.Workspace();
            using var checking = new Progress("checking");
            var findings = (await SecretsVerifier.VerifyAsync(workspace, cancellationToken))
                .OrderByDescending(finding => finding.Severity).ThenBy(finding => Places.Parse(finding.Where)).ToList();
            checking.Dispose();
            var (errors, warnings) = (Count(findings, FindingSeverity.Error), Count(findings, FindingSeverity.Warning));
            var mode = workspace.Mode is { } known ? DevFlowModes.Name(known) : null;
            var fine = errors == 0 && (warnings == 0 || !parsed.GetValue(_strict));
            if (parsed.GetValue(GlobalOptions.Json))
            {
                Json.Print(
                    new(fine, mode, workspace.Root, errors, warnings, [.. findings.Select(FindingOutput.Of)]),
                    context => context.VerifyOutput);
            }
            else
            {
                Print(workspace, findings, fine, errors, warnings, mode);
            }

            return fine ? ExitCodes.Fine : ExitCodes.CheckFailed;
        });
        return command;
    }

    private static void Print(SecretsWorkspace workspace, List<Finding> findings, bool fine, int errors, int warnings, string? mode)
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
            fine ? new Piece("fine", Looks.Good) : new Piece("not fine", Looks.Bad),
            new Piece($": mode {mode ?? "unknown"}, {Words.Count(errors, "error")}, {Words.Count(warnings, "warning")}"));
        if (errors > 0 && workspace.Mode is DevFlowMode.Local && !File.Exists(Path.Combine(workspace.Root, ".env")))
            Talk.Hint("'devflow init' makes .env and generates the keys that nobody has to know");
    }

    private static int Count(IEnumerable<Finding> findings, FindingSeverity severity) => findings.Count(finding => finding.Severity == severity);
}
