using System.CommandLine;
using System.Globalization;
using DevFlow.Cli.Engine;
using DevFlow.Cli.Granting;
using DevFlow.Cli.Output;

namespace DevFlow.Cli.Commands;

internal static class GrantListCommand
{
    public static Command Create()
    {
        var project = ProjectOption.Create();
        var command = new Command("list", "Lists what is granted of a project's secrets now: for its admins all, for others their own.") { project };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var engine = parsed.Engine();
            var grants = await engine.Api.GetAsync(ProjectOption.PathOf(parsed.GetRequiredValue(project)), JsonContext.Default.IReadOnlyListGrantOutput, cancellationToken);
            if (parsed.GetValue(GlobalOptions.Json))
                Json.Print(grants, context => context.IReadOnlyListGrantOutput);
            else if (grants.Count == 0)
                Console.Out.WriteLine("no grants");
            else
                Print(grants);
            return ExitCodes.Fine;
        });
        return command;
    }

    private static void Print(IReadOnlyList<GrantOutput> grants)
    {
        string[] headings = ["ID", "WHO", "WHAT", "MAY", "UNTIL", "BY"];
        Screen.Columns([[.. headings.Select(heading => new Piece(heading, Looks.Quiet))], .. grants.Select(CellsOf)]);
    }

    private static IReadOnlyList<Piece> CellsOf(GrantOutput grant) =>
    [
        new($"{grant.Id}", Looks.Strong),
        new(grant.Principal),
        new($"{grant.Environment}/{grant.Key ?? "*"}"),
        new(grant.Access),
        new(grant.ExpiresAt.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture)),
        new(grant.GrantedBy, Looks.Quiet),
    ];
}
