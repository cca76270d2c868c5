using System.CommandLine;
using System.Globalization;
using DevFlow.Cli.Engine;
using DevFlow.Cli.Leasing;
using DevFlow.Cli.Output;

namespace DevFlow.Cli.Commands;

internal static class LeaseListCommand
{
    public static Command Create()
    {
        var ended = new Option<bool>("--ended") { Description = "Those that have ended too, of the last 90 days." };
        var command = new Command("list", "Lists your leases; for an administrator all.") { ended };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var engine = parsed.Engine();
            var path = parsed.GetValue(ended) ? "api/v1/leases?ended=true" : "api/v1/leases";
            var leases = await engine.Api.GetAsync(path, JsonContext.Default.IReadOnlyListLeaseOutput, cancellationToken);
            if (parsed.GetValue(GlobalOptions.Json))
                Json.Print(leases, context => context.IReadOnlyListLeaseOutput);
            else if (leases.Count == 0)
                Console.Out.WriteLine("no leases");
            else
                Print(leases);
            return ExitCodes.Fine;
        });
        return command;
    }

    private static void Print(IReadOnlyList<LeaseOutput> leases)
    {
        string[] headings = ["ID", "PROFILE", "WHOSE", "STATE", "EXPIRES"];
        Screen.Columns([[.. headings.Select(heading => new Piece(heading, Looks.Quiet))], .. leases.Select(CellsOf)]);
    }

    private static IReadOnlyList<Piece> CellsOf(LeaseOutput lease) =>
    [
        new($"{lease.Id}", Looks.Strong),
        new(lease.Profile),
        new(lease.Principal),
        new(lease.Reason is { } reason ? $"{lease.State} ({reason})" : lease.State, lease.State is "active" ? Looks.Good : Looks.Quiet),
        new(lease.ExpiresAt.ToString("u", CultureInfo.InvariantCulture)),
    ];
}
