using System.CommandLine;
using DevFlow.Cli.Compliance;
using DevFlow.Cli.Engine;
using DevFlow.Cli.Output;

namespace DevFlow.Cli.Commands;

internal static class ComplianceReportCommand
{
    private static readonly string[] _headings = ["FIGURE", "TARGET", "STATUS", "MEASURED"];

    public static Command Create()
    {
        var framework = new Option<string>("--framework") { Description = "soc2, hipaa or gdpr.", Required = true };
        framework.AcceptOnlyFromAmong("soc2", "hipaa", "gdpr");
        var html = new Option<bool>("--html") { Description = "Print a page that stands alone, for people who were not there." };
        var command = new Command("report", "Reports the controls of a framework with live evidence, gaps, and the figures that the platform is held to; exit code 1 where there is a gap.")
        {
            framework, html,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(html) && result.GetValue(GlobalOptions.Json))
                result.AddError("--html and --json are two forms");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var report = await AskAsync(parsed, parsed.GetValue(framework)!, cancellationToken);
            if (parsed.GetValue(GlobalOptions.Json))
                Json.Print(report, context => context.ComplianceOutput);
            else if (parsed.GetValue(html))
                Console.Out.Write(HtmlReport.Of(report));
            else
                Print(report);
            return report.HasGaps ? ExitCodes.CheckFailed : ExitCodes.Fine;
        });
        return command;
    }

    private static async Task<ComplianceOutput> AskAsync(ParseResult parsed, string framework, CancellationToken cancellationToken)
    {
        await using var engine = parsed.Engine();
        using var asking = new Progress("asking the engine");
        var report = await engine.Api.GetAsync($"api/v1/compliance/{framework}", JsonContext.Default.ComplianceOutput, cancellationToken);
        asking.Dispose();
        List<MetricOutput> metrics = [];
        foreach (var metric in report.Metrics)
            metrics.Add(metric.Id == MetricOutput.GitHistory ? await GitHistory.MeasureAsync(metric, parsed, cancellationToken) : metric);
        return report with { Metrics = metrics };
    }

    private static void Print(ComplianceOutput report)
    {
        Screen.Line(new Piece($"{Words.Plain(report.Title)}: the controls about secrets", Looks.Strong), new Piece($"  {AuditEntryOutput.TimeOf(report.At)}, mode {Words.Plain(report.Mode)}", Looks.Quiet));
        foreach (var control in report.Controls)
        {
            Screen.Line();
            Screen.Line(new Piece(control.Status.PadRight(5), LookOf(control.Status)), new Piece(Words.Plain(control.Title), Looks.Strong));
            foreach (var evidence in control.Evidence)
            {
                Screen.Line(new Piece("     "), MarkOf(evidence.Holds), new Piece(Words.Plain(evidence.Statement)));
                Screen.Line(new Piece($"       {Words.Plain(evidence.Result)}", Looks.Quiet));
                if (evidence.Gap is { } gap)
                    Screen.Line(new Piece($"       to do: {Words.Plain(gap)}", Looks.Doubtful));
            }
        }

        Screen.Line();
        Screen.Columns(
        [
            [.. _headings.Select(heading => new Piece(heading, Looks.Quiet))],
            .. report.Metrics.Select(metric => (IReadOnlyList<Piece>)
            [
                new(Words.Plain(metric.Title)), new(Words.Plain(metric.Target), Looks.Quiet), new(metric.Status, LookOf(metric.Status)), new(Words.Plain(metric.Result)),
            ]),
        ]);
    }

    private static Piece MarkOf(bool? holds) => holds switch
    {
        true => new("+ ", Looks.Good),
        false => new("- ", Looks.Bad),
        null => new("  "),
    };

    private static Spectre.Console.Style LookOf(string status) => status switch
    {
        "met" => Looks.Good,
        "no-data" => Looks.Quiet,
        _ => Looks.Bad,
    };
}
