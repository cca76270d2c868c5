using System.CommandLine;
using DevFlow.Cli.Output;
using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

internal static class AuditTailCommand
{
    private static readonly string[] _headings = ["TIME", "SERVICE", "USER", "KEY", "SOURCE", "OUTCOME", "COUNT"];

    public static Command Create()
    {
        var lines = new Option<int>("-n") { Description = "How many.", HelpName = "COUNT", DefaultValueFactory = _ => 20 };
        lines.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var count) && count >= 0))
                result.AddError("-n has to be a number from 0 on");
        });
        var follow = new Option<bool>("--follow", "-f") { Description = "Goes on with what is written from now on, until Ctrl+C." };
        var key = new Option<string?>("--key") { Description = "Only accesses to this key.", HelpName = "KEY" };
        var command = new Command("tail", "Shows the last accesses of all services, merged by time.") { lines, follow, key };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = AuditCommand.FolderOf(parsed, parsed.Workspace(isAudited: false));
            var json = parsed.GetValue(GlobalOptions.Json);
            var entries = await AuditReader.LastAsync(folder, parsed.GetValue(lines), parsed.GetValue(key), cancellationToken);
            var outputs = entries.Select(AuditEntryOutput.Of).ToList();
            if (!parsed.GetValue(follow))
            {
                if (json)
                    Json.Print(outputs, context => context.IReadOnlyListAuditEntryOutput);
                else if (outputs.Count == 0)
                    Screen.Line(new Piece($"there is no such access in {folder}", Looks.Quiet));
                else
                    Screen.Columns([[.. _headings.Select(heading => new Piece(heading, Looks.Quiet))], .. outputs.Select(CellsOf)]);
                return ExitCodes.Fine;
            }

            // A document has no end here: each entry is a line.
            foreach (var output in outputs)
                Print(output, json);
            await foreach (var entry in AuditReader.FollowAsync(folder, parsed.GetValue(key), TimeProvider.System, cancellationToken))
                Print(AuditEntryOutput.Of(entry), json);
            return ExitCodes.Fine;
        });
        return command;
    }

    private static void Print(AuditEntryOutput output, bool json)
    {
        if (json)
            Json.PrintLine(output, context => context.AuditEntryOutput);
        else
            Screen.Columns([CellsOf(output)]);
    }

    private static IReadOnlyList<Piece> CellsOf(AuditEntryOutput entry) =>
    [
        new(entry.Time, Looks.Quiet),
        new(entry.Service),
        new(entry.User ?? "-"),
        new(entry.Key ?? "(others)", Looks.Strong),
        new(entry.Source ?? "-"),
        new(entry.Outcome ?? "-", entry.Outcome is SecretOutcomes.Hit ? Looks.Good : Looks.Bad),
        new(entry.Kind == "access" ? "1" : $"{entry.Count} {(entry.Refused ? "refused" : entry.Kind)}"),
    ];
}
