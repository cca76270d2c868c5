using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Tests.Measurements;

/// <summary>What two services measured by now, a point a second, as the exporters of .NET send it.</summary>
internal static class ShopMetrics
{
    public const string Hosting = "Microsoft.AspNetCore.Hosting";

    private static readonly double[] _bounds = [.005, .01, .025, .05, .075, .1, .25, .5, .75, 1, 2.5, 5, 7.5, 10];
    private static readonly string[] _routes = ["/api/v1/knowledge/search", "/api/v1/secrets", "/api/v1/workflows/{id}"];

    /// <summary>The second service starts anew in the middle of the time.</summary>
    public static DateTimeOffset Fill(MetricStore store, int seconds = 320)
    {
        var end = TimeProvider.System.GetUtcNow();
        for (var second = 0; second <= seconds; second++)
        {
            var time = end.AddSeconds(second - seconds);
            FillService(store, "mcp-gateway", "gateway-1", time, second, start: time.AddSeconds(-second));
            var half = seconds / 2;
            FillService(store, "workflow-engine", second < half ? "engine-1" : "engine-2", time, second < half ? second + 4000 : second - half, start: null);
        }

        return end;
    }

    private static void FillService(MetricStore store, string service, string instance, DateTimeOffset time, int second, DateTimeOffset? start)
    {
        var sender = new Sender(service, instance);
        for (var route = 0; route < _routes.Length; route++)
            store.Add(sender, Duration(service), [new("http.request.method", "GET"), new("http.response.status_code", "200"), new("http.route", _routes[route])], DurationAt(time, second, route), start);
        foreach (var (key, pace) in new[] { ("AOSENTRY_API_KEY", 4), ("DATABASE_URL", 2), ("JWT_SECRET", 1) })
            store.Add(sender, new(service, "DevFlow.Secrets", "secret.access") { Kind = InstrumentKind.Counter, Unit = "{access}", Description = "Secrets that were asked for." }, [new("secret.key", key), new("secret.outcome", "hit")], new(time, second * pace), start);
        store.Add(sender, new(service, Hosting, "http.server.active_requests") { Kind = InstrumentKind.UpDownCounter, Unit = "{request}", Description = "Number of active HTTP server requests." }, [], new(time, Wave(second, 17, 6)));
        store.Add(sender, new(service, "System.Runtime", "dotnet.process.memory.working_set") { Kind = InstrumentKind.Gauge, Unit = "By", Description = "The number of bytes of physical memory mapped to the process context." }, [], new(time, (90 * 1024 * 1024) + (Wave(second, 70, 4) * 6e6)));
        for (var generation = 0; generation < 3; generation++)
            store.Add(sender, new(service, "System.Runtime", "dotnet.gc.collections") { Kind = InstrumentKind.Counter, Unit = "{collection}" }, [new("gc.heap.generation", $"gen{generation}")], new(time, second / (4 << (generation * 2))), start);
    }

    private static Instrument Duration(string service) => new(service, Hosting, "http.server.request.duration") { Kind = InstrumentKind.Histogram, Unit = "s", Description = "Duration of HTTP server requests." };

    private static Point DurationAt(DateTimeOffset time, int second, int route)
    {
        var counts = new long[_bounds.Length + 1];
        for (var past = 0; past <= second; past++)
            counts[Math.Clamp((int)Wave(past, 40, 2) + 1 + route, 0, 8)] += 3 - route;
        counts[10] += second / 30;
        return new(time, counts.Sum() * .03, new(counts.Sum(), _bounds, counts));
    }

    private static double Wave(int second, double period, double height) => Math.Round((Math.Sin(second / period * 2 * Math.PI) + 1) * height);
}
