using System.Text.Json;

namespace DevFlow.LocalUi.Tests.Paint;

/// <summary>No test, but a measurement: run by bench/local-ui.sh alone.</summary>
[Collection(Pages.Name)]
public sealed class FirstPaint(Platform platform, ITestOutputHelper output)
{
    private const int Runs = 5;

    private const string Figures = """
        () => new Promise(done => {
          const rows = () => document.querySelector('tbody tr');
          const look = () => rows() ? done({ paint: performance.getEntriesByName('first-contentful-paint')[0].startTime, rows: performance.now() }) : requestAnimationFrame(look);
          look();
        })
        """;

    [Fact(Explicit = true)]
    public async Task How_long_a_browser_with_nothing_kept_takes_to_the_first_paint_and_to_the_secrets()
    {
        List<(double Paint, double Rows)> seen = [];
        for (var run = 0; run < Runs; run++)
        {
            var page = await platform.OpenAsync("/secrets", "paint-anna");
            var figures = await page.Tab.EvaluateAsync<JsonElement>(Figures);
            seen.Add((figures.GetProperty("paint").GetDouble(), figures.GetProperty("rows").GetDouble()));
            await page.Tab.Context.CloseAsync();
        }

        output.WriteLine($"first paint: {seen.Select(run => run.Paint).Order().ElementAt(Runs / 2):0} ms, all secrets: {seen.Select(run => run.Rows).Order().ElementAt(Runs / 2):0} ms (medians of {Runs})");
    }
}
