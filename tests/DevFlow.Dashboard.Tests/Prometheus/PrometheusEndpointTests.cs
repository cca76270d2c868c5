using System.Net;
using System.Net.Http.Headers;
using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Tests.Prometheus;

public sealed class PrometheusEndpointTests
{
    private static readonly Instrument _duration = new("shop", "Http", "http.server.request.duration") { Kind = InstrumentKind.Histogram, Unit = "s", Description = "How long \\ it\ntook." };

    [Fact]
    public async Task A_scraper_that_has_not_signed_in_reads_the_metrics_of_all_services()
    {
        await using var dashboard = await StartAsync();
        Add(dashboard, "shop", _duration, 3.5, new HistogramPoint(3, [.005, 1], [1, 1, 1]), new Field("http.route", "/a"));
        Add(dashboard, "till", _duration with { Service = "till" }, 1, new HistogramPoint(1, [.005, 1], [1, 0, 0]));
        Add(dashboard, "shop", new("shop", "Secrets", "secret.access") { Kind = InstrumentKind.Counter }, 7);

        using var response = await GetAsync(dashboard, "/metrics");
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(MediaTypeHeaderValue.Parse("text/plain; version=0.0.4; charset=utf-8"), response.Content.Headers.ContentType);
        var families = PrometheusParser.Parse(text);
        Assert.Equal(["target_info", "http_server_request_duration_seconds", "secret_access_total"], families.Select(family => family.Name));
        Assert.Equal(("histogram", "How long \\ it\ntook."), (families[1].Type, families[1].Help));
        Assert.Equal(["shop", "till"], families[1].Samples.Select(sample => sample.Labels["job"]).Distinct());
        Assert.Equal([1, 2, 3], families[1].Samples.Where(sample => sample.Labels["job"] == "shop" && sample.Labels.ContainsKey("le")).Select(sample => sample.Value));
        var access = Assert.Single(families[2].Samples);
        Assert.Equal(7, access.Value);
        Assert.Equal(("shop", "shop-1", "Secrets"), (access.Labels["job"], access.Labels["instance"], access.Labels["otel_scope_name"]));
    }

    [Fact]
    public async Task A_service_that_started_anew_is_there_in_its_new_process_alone()
    {
        await using var dashboard = await StartAsync();
        var requests = new Instrument("shop", "Http", "requests") { Kind = InstrumentKind.Counter };
        dashboard.Metrics.Add(new("shop", "before"), requests, [], new(TimeProvider.System.GetUtcNow(), 100));
        dashboard.Metrics.Add(new("shop", "after"), requests, [], new(TimeProvider.System.GetUtcNow(), 2));

        var sample = Assert.Single((await FamiliesAsync(dashboard)).Single(family => family.Name == "requests_total").Samples);

        Assert.Equal(("after", 2), (sample.Labels["instance"], sample.Value));
    }

    [Fact]
    public async Task Whatever_is_in_names_and_values_the_text_can_be_read()
    {
        await using var dashboard = await StartAsync();
        string[] awkward = ["\"", "\\", "\n", "\r\n", "a\"} 1\nevil_total{x=\"", "\\n", "{},=", "é😀\ud800", "", "\0\t", "# TYPE x counter"];
        foreach (var (text, i) in awkward.Select((text, i) => (text, i)))
        {
            Add(dashboard, "shop", new("shop", "m" + text, "awkward" + i) { Unit = text, Description = text }, i, fields: [new("k" + text, text), new("le", text), new("job", text), new("k.a", "1"), new("k_a", "2")]);
            Add(dashboard, "shop" + text, new("shop" + text, text, text), double.NaN);
        }

        var families = await FamiliesAsync(dashboard);

        Assert.All(awkward.Select((text, i) => (text, i)), one =>
        {
            var sample = Assert.Single(families.SelectMany(family => family.Samples), sample => sample.Name.StartsWith($"awkward{one.i}", StringComparison.Ordinal) && (sample.Name.Length == $"awkward{one.i}".Length || !char.IsDigit(sample.Name[$"awkward{one.i}".Length])));
            Assert.Equal(one.text.Replace('\ud800', '\ufffd'), sample.Labels["exported_le"]);
            Assert.Equal("1;2", sample.Labels["k_a"]);
            Assert.Equal("shop", sample.Labels["job"]);
        });
        Assert.DoesNotContain(families, family => family.Name.Contains("evil", StringComparison.Ordinal) && family.Name.StartsWith("evil", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Instruments_that_disagree_do_not_spoil_the_text()
    {
        await using var dashboard = await StartAsync();
        Add(dashboard, "a", new("a", "m", "things") { Kind = InstrumentKind.Gauge }, 1);
        Add(dashboard, "b", new("b", "m", "things") { Kind = InstrumentKind.Histogram }, 1, new HistogramPoint(1, [1], [1, 0]));
        Add(dashboard, "a", new("a", "m", "size_count") { Kind = InstrumentKind.Gauge }, 1);
        Add(dashboard, "a", new("a", "m", "size") { Kind = InstrumentKind.Histogram }, 1, new HistogramPoint(1, [1], [1, 0]));
        Add(dashboard, "a", new("a", "m", "size.count") { Kind = InstrumentKind.Gauge }, 2);
        Add(dashboard, "a", new("a", "m", "target.info") { Kind = InstrumentKind.Gauge }, 1);

        var families = await FamiliesAsync(dashboard);

        Assert.Equal(["target_info", "size", "things"], families.Select(family => family.Name));
        Assert.Equal("gauge", families[2].Type);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/metrics/x")]
    [InlineData("/traces")]
    [InlineData("/login?t=the-token")]
    [InlineData("/dashboard.css")]
    [InlineData("/v1/traces")]
    [InlineData("/_blazor/negotiate")]
    public async Task Nothing_else_is_served_there(string path)
    {
        await using var dashboard = await StartAsync();
        using var response = await GetAsync(dashboard, path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Reading_is_all_that_can_be_done_there()
    {
        await using var dashboard = await StartAsync();
        using var client = new HttpClient();
        using var response = await client.PostAsync(new Uri(dashboard.Options.PrometheusUrl + "/metrics"), content: null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task At_the_address_of_the_pages_metrics_are_a_page_that_asks_to_sign_in()
    {
        await using var dashboard = await StartAsync();
        Add(dashboard, "shop", new("shop", "m", "requests") { Kind = InstrumentKind.Counter }, 1);
        using var client = new HttpClient();
        var text = await client.GetStringAsync(new Uri(dashboard.Options.Url + "/metrics"), TestContext.Current.CancellationToken);

        Assert.DoesNotContain("requests_total", text, StringComparison.Ordinal);
        Assert.Contains("<html", text, StringComparison.Ordinal);
    }

    private static Task<RunningDashboard> StartAsync() => RunningDashboard.StartAsync(options => options with { PrometheusUrl = RunningDashboard.FreeUrl() });

    private static void Add(RunningDashboard dashboard, string service, Instrument instrument, double value, HistogramPoint? histogram = null, params Field[] fields) =>
        dashboard.Metrics.Add(new(service, service + "-1"), instrument, fields, new(TimeProvider.System.GetUtcNow(), value, histogram));

    private static async Task<HttpResponseMessage> GetAsync(RunningDashboard dashboard, string path)
    {
        using var client = new HttpClient();
        return await client.GetAsync(new Uri(dashboard.Options.PrometheusUrl + path), TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<PrometheusFamily>> FamiliesAsync(RunningDashboard dashboard)
    {
        using var response = await GetAsync(dashboard, "/metrics");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return PrometheusParser.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
