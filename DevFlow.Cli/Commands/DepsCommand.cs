using System.CommandLine;
using DevFlow.Cli.Engine;
using DevFlow.Cli.Output;

namespace DevFlow.Cli.Commands;

internal static class DepsCommand
{
    private const string Path = "api/v1/dependencies";

    private static readonly string[] _headings = ["KEY", "SERVICE", "STATE", "READS", "LAST READ"];

    public static Command Create()
    {
        var key = KeyArgument.Create().WithProjects("AOSENTRY_API_KEY");
        key.Arity = ArgumentArity.ZeroOrOne;
        key.Description = "Who breaks if this one is rotated. A project's is written project/NAME/ENVIRONMENT/KEY. Default: all.";
        var service = new Option<string?>("--service") { Description = "Only what this service uses.", HelpName = "NAME" };
        var command = new Command("deps", "Shows which service uses which secret: what the catalog declares (used_by), and what the audit has seen read.") { key, service };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var engine = parsed.Engine();
            var json = parsed.GetValue(GlobalOptions.Json);
            using var asking = new Progress("asking the engine");
            if (parsed.GetValue(key) is { } one)
            {
                var secret = await engine.Api.GetAsync($"{Path}/{one}", JsonContext.Default.DependencyOutput, cancellationToken);
                if (parsed.GetValue(service) is { } only)
                    secret = secret with { Services = [.. secret.Services.Where(of => of.Service == only)] };
                asking.Dispose();
                if (json)
                    Json.Print(secret, context => context.DependencyOutput);
                else
                    PrintTree(secret);
                return ExitCodes.Fine;
            }

            var query = parsed.GetValue(service) is { } name ? $"?service={Uri.EscapeDataString(name)}" : "";
            var all = await engine.Api.GetAsync(Path + query, JsonContext.Default.DependenciesOutput, cancellationToken);
            asking.Dispose();
            if (json)
                Json.Print(all, context => context.DependenciesOutput);
            else
                PrintTable(all);
            return ExitCodes.Fine;
        });
        return command;
    }

    private static void PrintTree(DependencyOutput secret)
    {
        Screen.Line(new Piece(secret.Key, Looks.Strong), new Piece($"  {secret.Path ?? "not in config/secrets.yaml"}", Looks.Quiet));
        if (secret.Services.Count == 0)
            Screen.Line(new Piece("└── nobody declares it, and nobody was seen to read it", Looks.Quiet));
        var width = secret.Services.Select(of => of.Service.Length).DefaultIfEmpty().Max();
        for (var i = 0; i < secret.Services.Count; i++)
        {
            var of = secret.Services[i];
            Screen.Line(
                new Piece(i == secret.Services.Count - 1 ? "└── " : "├── ", Looks.Quiet), new Piece(Words.Plain(of.Service).PadRight(width)), new Piece($"  {StateOf(of)}", LookOf(of)),
                new Piece(of.LastRead is { } last ? $", read {Words.Count(of.Reads, "time")}, last {AuditEntryOutput.TimeOf(last)}" : "", Looks.Quiet));
        }
    }

    private static void PrintTable(DependenciesOutput all)
    {
        IReadOnlyList<Piece>[] rows =
        [
            .. from secret in all.Secrets
               from of in secret.Services
               select (IReadOnlyList<Piece>)
               [
                   new(Words.Plain(secret.Key), Looks.Strong), new(Words.Plain(of.Service)), new(StateOf(of), LookOf(of)), new($"{of.Reads}"),
                   new(of.LastRead is { } last ? AuditEntryOutput.TimeOf(last) : "-", Looks.Quiet),
               ],
        ];
        if (rows.Length == 0)
            Screen.Line(new Piece("nobody declares a secret, and nobody was seen to read one", Looks.Quiet));
        else
            Screen.Columns([[.. _headings.Select(heading => new Piece(heading, Looks.Quiet))], .. rows]);
        if (all.ObservedSince is { } since)
            Screen.Line(new Piece($"observed since {AuditEntryOutput.TimeOf(since)}", Looks.Quiet));
    }

    private static string StateOf(DependentOutput of) => of.State switch
    {
        "never-read" => "declared, never read",
        "undeclared" => "not declared",
        _ => "declared and read",
    };

    private static Spectre.Console.Style LookOf(DependentOutput of) => of.State switch
    {
        "never-read" => Looks.Quiet,
        "undeclared" => Looks.Doubtful,
        _ => Looks.Good,
    };
}
