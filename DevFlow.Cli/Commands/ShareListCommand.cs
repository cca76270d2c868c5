using System.CommandLine;
using System.Globalization;
using DevFlow.Cli.Engine;
using DevFlow.Cli.Output;
using DevFlow.Cli.Sharing;

namespace DevFlow.Cli.Commands;

internal static class ShareListCommand
{
    public static Command Create()
    {
        var ended = new Option<bool>("--ended") { Description = "Those that have ended too, of the last 90 days." };
        var command = new Command("list", "Lists your links, and how often each was opened; for an administrator all.") { ended };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var engine = parsed.Engine();
            var path = parsed.GetValue(ended) ? "api/v1/shares?ended=true" : "api/v1/shares";
            var links = await engine.Api.GetAsync(path, JsonContext.Default.IReadOnlyListShareOutput, cancellationToken);
            if (parsed.GetValue(GlobalOptions.Json))
                Json.Print(links, context => context.IReadOnlyListShareOutput);
            else if (links.Count == 0)
                Console.Out.WriteLine("no links");
            else
                Print(links);
            return ExitCodes.Fine;
        });
        return command;
    }

    private static void Print(IReadOnlyList<ShareOutput> links)
    {
        string[] headings = ["ID", "WHAT", "WHOSE", "STATE", "OPENED", "EXPIRES"];
        Screen.Columns([[.. headings.Select(heading => new Piece(heading, Looks.Quiet))], .. links.Select(CellsOf)]);
    }

    private static IReadOnlyList<Piece> CellsOf(ShareOutput link) =>
    [
        new($"{link.Id}", Looks.Strong),
        new(Words.Plain(link.Secret ?? "-")),
        new(link.Creator),
        new(link.State, link.State is "open" ? Looks.Good : Looks.Quiet),
        new($"{link.Opened} of {link.Views}{(link.WrongPassphrases > 0 ? $", {Words.Count(link.WrongPassphrases, "wrong passphrase")}" : "")}"),
        new(link.ExpiresAt.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture)),
    ];
}
