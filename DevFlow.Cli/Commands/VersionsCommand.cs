using System.CommandLine;
using System.Globalization;
using DevFlow.Cli.Engine;
using DevFlow.Cli.Output;
using DevFlow.Cli.Versions;

namespace DevFlow.Cli.Commands;

internal static class VersionsCommand
{
    public static Command Create()
    {
        var secret = new VaultSecretOptions();
        var compare = new Option<int[]>("--compare")
        {
            Description = "Show these two side by side instead, without their values.",
            HelpName = "VERSION> <VERSION",
            Arity = new ArgumentArity(2, 2),
            AllowMultipleArgumentsPerToken = true,
        };
        // Arrays of values are not checked by the parser.
        compare.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !int.TryParse(token.Value, out _)))
                result.AddError($"'{token.Value}' is no version: write its number");
        });
        var command = new Command("versions", "Lists the versions of a secret in the vault, newest first: who wrote each and when, never what.");
        secret.AddTo(command);
        command.Add(compare);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var engine = parsed.Engine();
            var history = await VersionHistory.ReadAsync(engine, secret, parsed, cancellationToken);
            if (parsed.GetValue(compare) is [var from, var to])
                Compare(parsed, history, from, to);
            else
                List(parsed, [.. history.Versions.Select(history.OutputOf)]);
            return ExitCodes.Fine;
        });
        return command;
    }

    private static void List(ParseResult parsed, IReadOnlyList<VersionOutput> versions)
    {
        if (parsed.GetValue(GlobalOptions.Json))
        {
            Json.Print(versions, context => context.IReadOnlyListVersionOutput);
            return;
        }

        string[] headings = ["VERSION", "WRITTEN", "BY", "VALUE", "EXPIRES"];
        Screen.Columns([[.. headings.Select(heading => new Piece(heading, Looks.Quiet))], .. versions.Select(version => CellsOf(version))]);
    }

    private static void Compare(ParseResult parsed, VersionHistory history, int from, int to)
    {
        var (left, right) = (history.OutputOf(history.Get(from)), history.OutputOf(history.Get(to)));
        (string Heading, string Name, string Left, string Right)[] rows =
        [
            ("WRITTEN", "createdAt", Time(left.CreatedAt), Time(right.CreatedAt)),
            ("BY", "createdBy", left.CreatedBy, right.CreatedBy),
            ("VALUE", "restoredFrom", ValueOf(left), ValueOf(right)),
            ("EXPIRES", "expiresAt", Time(left.ExpiresAt), Time(right.ExpiresAt)),
        ];
        if (parsed.GetValue(GlobalOptions.Json))
        {
            Json.Print(new(history.Place, left, right, [.. rows.Where(row => row.Left != row.Right).Select(row => row.Name)]), context => context.ComparisonOutput);
            return;
        }

        Screen.Columns(
        [
            [new("", Looks.Quiet), new($"VERSION {from}", Looks.Quiet), new($"VERSION {to}", Looks.Quiet)],
            .. rows.Select(row => new Piece[] { new(row.Heading, Looks.Quiet), new(row.Left), new(row.Right, row.Left == row.Right ? Looks.Quiet : Looks.Strong) }),
        ]);
    }

    private static IReadOnlyList<Piece> CellsOf(VersionOutput version) =>
    [
        new($"{version.Version}{(version.IsCurrent ? " (current)" : "")}", version.IsCurrent ? Looks.Good : Looks.Strong),
        new(Time(version.CreatedAt)),
        new(version.CreatedBy),
        version.RestoredFrom is null ? new(ValueOf(version), Looks.Quiet) : new(ValueOf(version)),
        new(Time(version.ExpiresAt)),
    ];

    private static string ValueOf(VersionOutput version) => version.RestoredFrom is { } old ? $"that of version {old}" : "its own";

    private static string Time(DateTimeOffset? time) => time?.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture) ?? "-";
}
