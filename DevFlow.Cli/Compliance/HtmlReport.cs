using System.Globalization;
using System.Net;
using System.Text;
using DevFlow.Cli.Output;

namespace DevFlow.Cli.Compliance;

/// <summary>The report as a page that stands alone: nothing is loaded, nothing is run.</summary>
internal static class HtmlReport
{
    private const string Style = """
        :root { color-scheme: light dark; --ok: #0a7a3d; --bad: #b3261e; --quiet: #5c6370; --line: #d9dce1; --card: #f7f8fa; }
        @media (prefers-color-scheme: dark) { :root { --ok: #57c98a; --bad: #ff8a80; --quiet: #a2a9b5; --line: #3a3f48; --card: #1e2127; } }
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
        h1 { margin: 0; font-size: 1.7rem; } h2 { margin: 2.5rem 0 .5rem; font-size: 1.25rem; } h3 { margin: 0; font-size: 1rem; }
        p { margin: .3rem 0; } .quiet { color: var(--quiet); } code, pre { font: .85em/1.5 ui-monospace, monospace; }
        section { border: 1px solid var(--line); border-radius: 8px; padding: .9rem 1.1rem; margin: .8rem 0; background: var(--card); break-inside: avoid; }
        section header { display: flex; gap: .8rem; align-items: baseline; justify-content: space-between; }
        .evidence { border-top: 1px solid var(--line); margin-top: .7rem; padding-top: .6rem; }
        .status { font-weight: 600; white-space: nowrap; } .ok { color: var(--ok); } .bad { color: var(--bad); }
        table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .5rem .6rem .5rem 0; border-bottom: 1px solid var(--line); }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: .4rem 0 0; } summary { cursor: pointer; color: var(--quiet); } .scroll { overflow-x: auto; }
        """;

    public static string Of(ComplianceOutput report)
    {
        var met = report.Controls.Count(control => control.Status == "met");
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>{Text(report.Title)} – DevFlow</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <main>
            <h1>{Text(report.Title)}: the controls about secrets</h1>
            <p class="quiet">Asked of the running platform on {report.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC, mode {Text(report.Mode)}.</p>
            <p><strong>{met} of {report.Controls.Count}</strong> controls are met; what is lacking is said at each. This is evidence for an audit, and not its outcome.</p>
            <h2>Controls</h2>

            """);
        foreach (var control in report.Controls)
            Append(page, control);
        page.Append("<h2>Figures</h2>\n<div class=\"scroll\"><table>\n<thead><tr><th scope=\"col\">Figure</th><th scope=\"col\">Target</th><th scope=\"col\">Measured</th><th scope=\"col\">Status</th></tr></thead>\n<tbody>\n");
        foreach (var metric in report.Metrics)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <tr><td>{Text(metric.Title)}{(metric.IsCritical ? " <span class=\"quiet\">(critical)</span>" : "")}{Query(metric.Query)}</td><td>{Text(metric.Target)}</td><td>{Text(metric.Result)}</td><td>{Status(metric.Status)}</td></tr>

                """);
        }

        return page.Append("</tbody></table></div>\n</main>\n</body>\n</html>\n").ToString();
    }

    private static void Append(StringBuilder page, ControlOutput control)
    {
        page.Append(CultureInfo.InvariantCulture, $"<section id=\"{Text(control.Id)}\">\n<header><h3>{Text(control.Title)}</h3>{Status(control.Status)}</header>\n");
        foreach (var evidence in control.Evidence)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <div class="evidence">
                <p>{Mark(evidence.Holds)} {Text(evidence.Statement)}</p>
                <p class="quiet">{Text(evidence.Result)}</p>

                """);
            if (evidence.Gap is { } gap)
                page.Append(CultureInfo.InvariantCulture, $"<p><strong>To do:</strong> {Text(gap)}</p>\n");
            page.Append(CultureInfo.InvariantCulture, $"{Query(evidence.Query)}\n</div>\n");
        }

        page.Append("</section>\n");
    }

    private static string Query(string query) => $"<details><summary>how it was asked</summary><pre>{Text(query)}</pre></details>";

    private static string Mark(bool? holds) => holds switch
    {
        true => "<span class=\"ok\" role=\"img\" aria-label=\"holds\">✓</span>",
        false => "<span class=\"bad\" role=\"img\" aria-label=\"does not hold\">✗</span>",
        null => "<span class=\"quiet\" role=\"img\" aria-label=\"for information\">•</span>",
    };

    private static string Status(string status) => status switch
    {
        "met" => "<span class=\"status ok\">met</span>",
        "gap" or "missed" => $"<span class=\"status bad\">{status}</span>",
        _ => "<span class=\"status quiet\">no data</span>",
    };

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
