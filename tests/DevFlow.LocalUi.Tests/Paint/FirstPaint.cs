using System.Text.Json;

namespace DevFlow.LocalUi.Tests.Paint;

/// <summary>What somebody sees first, with nothing kept from before. <c>bench/local-ui.sh</c> reads its line.</summary>
[Collection(Pages.Name)]
public sealed class FirstPaint(Platform platform, ITestOutputHelper output)
{
    private const string Rows = "**/api/v1/secret-events";
    private const string HasPainted = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime";
    private const string HasRows = "() => document.querySelector('tbody tr') && performance.now()";

    [Fact]
    public async Task A_page_paints_before_the_engine_has_answered_for_its_rows()
    {
        List<(double Paint, double Rows)> seen = [];
        for (var run = 0; run < Soak.Times(1, 5); run++)
        {
            var tab = (await platform.OpenAsync("/favicon.svg", "paint-anna")).Tab;
            TaskCompletionSource painted = new();
            await tab.RouteAsync(Rows, async route =>
            {
                await painted.Task;
                await route.ContinueAsync();
            });

            await tab.RunAndWaitForRequestAsync(() => tab.GotoAsync("/secrets"), Rows);
            var paint = await FigureAsync(tab, HasPainted);
            painted.SetResult();

            seen.Add((paint, await FigureAsync(tab, HasRows)));
        }

        output.WriteLine($"first paint: {Median(run => run.Paint):0} ms, all secrets: {Median(run => run.Rows):0} ms");

        double Median(Func<(double Paint, double Rows), double> figure) => seen.Select(figure).Order().ElementAt(seen.Count / 2);
    }

    private static async Task<double> FigureAsync(IPage tab, string function) =>
        (await (await tab.WaitForFunctionAsync(function)).JsonValueAsync<JsonElement>()).GetDouble();
}
