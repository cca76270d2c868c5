namespace DevFlow.LocalUi.Tests.Support;

/// <summary>Whoever looks for values has to find those that are there.</summary>
[Collection(Pages.Name)]
public sealed class WitnessTests(Platform platform)
{
    private const string Canary = "c4n4ry-of-a-witness";

    private const string Plant = """
        async (value) => {
          await (await fetch('/api/v1/planted')).text();
          const stream = new EventSource('/api/v1/planted-stream');
          await new Promise(come => stream.onmessage = come);
          stream.close();
          console.debug(value);
          localStorage.planted = value;
          sessionStorage.planted = value;
          document.cookie = `planted=${value}`;
          const before = location.href;
          history.replaceState(null, '', `?planted=${value}`);
          history.replaceState(null, '', before);
          document.body.append(value);
        }
        """;

    [Fact]
    public async Task A_value_is_found_in_every_place_that_has_it()
    {
        var page = await platform.OpenAsync("/share", "witness-anna", isWatched: true);
        await Expect(page.Heading("Shares")).ToBeVisibleAsync();
        await page.HoldsNoneOfAsync(Canary);
        await page.Tab.RouteAsync("**/api/v1/planted", route => route.FulfillAsync(new() { Body = $"{{\"name\":\"{Canary}\"}}" }));
        await page.Tab.RouteAsync("**/api/v1/planted-stream", route => route.FulfillAsync(new() { ContentType = "text/event-stream", Body = $"data: {Canary}\n\n" }));

        await page.Tab.EvaluateAsync(Plant, Canary);
        await page.Tab.GetByLabel("What is shared").FillAsync(Canary);

        Assert.Equal(
            ["GET /api/v1/planted", "console", "cookies", "history", "inputs", "localStorage", "page", "sessionStorage", "stream"],
            // What a stream said is seen as it comes; that it is over may be told later.
            (await page.PlacesOfAsync(Canary)).Where(place => place != "GET /api/v1/planted-stream"));
    }

    [Fact]
    public async Task One_answer_is_let_through_and_the_next_is_not()
    {
        var page = await platform.OpenAsync("/share", "witness-bert", isWatched: true);
        await page.Tab.RouteAsync("**/api/v1/planted", route => route.FulfillAsync(new() { Body = Canary }));
        page.LetThrough("/api/v1/planted");

        await page.Tab.EvaluateAsync("async () => void await (await fetch('/api/v1/planted')).text()");
        await page.HoldsNoneOfAsync(Canary);
        await page.Tab.EvaluateAsync("async () => void await (await fetch('/api/v1/planted')).text()");

        Assert.Equal(["GET /api/v1/planted"], await page.PlacesOfAsync(Canary));
    }
}
