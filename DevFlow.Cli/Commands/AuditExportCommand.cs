using System.CommandLine;
using System.Globalization;
using DevFlow.Cli.Output;
using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

internal static class AuditExportCommand
{
    public static Command Create()
    {
        var format = new Option<string>("--format") { Description = "jsonl (one document a line) or csv.", DefaultValueFactory = _ => "jsonl" };
        format.AcceptOnlyFromAmong("jsonl", "csv");
        var from = Moment("--from", "Only what was recorded at this moment or later: 2026-01-31, 2026-01-31T12:00:00Z.");
        var to = Moment("--to", "Only what was recorded before this moment.");
        var key = new Option<string?>("--key") { Description = "Only accesses to this key.", HelpName = "KEY" };
        var command = new Command("export", "Prints all accesses of all services, oldest first, for another program.") { format, from, to, key };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = AuditCommand.FolderOf(parsed, parsed.Workspace(isAudited: false));
            var isCsv = parsed.GetValue(format) == "csv";
            if (isCsv)
                Console.Out.WriteLine(AuditCsv.Heading);
            var entries = AuditReader.ReadAsync(folder, parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(key), cancellationToken);
            await foreach (var entry in entries)
            {
                var output = AuditEntryOutput.Of(entry);
                if (isCsv)
                    Console.Out.WriteLine(AuditCsv.LineOf(output));
                else
                    Json.PrintLine(output, context => context.AuditEntryOutput);
            }

            return ExitCodes.Fine;
        });
        return command;
    }

    // A moment without an offset is one of UTC, as in the record.
    private static Option<DateTimeOffset?> Moment(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result =>
        {
            if (DateTimeOffset.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
                return moment;
            result.AddError($"{name} has to be a moment, such as 2026-01-31 or 2026-01-31T12:00:00Z");
            return null;
        },
    };
}
