using DevFlow.Hosting.Dashboard;
using DevFlow.Hosting.Local;
using DevFlow.Hosting.Testing;
using DevFlow.Hosting.Tests.Host;
using Microsoft.Extensions.Configuration;

namespace DevFlow.Hosting.Tests.Dashboard;

public class AddressTests : DashboardTest
{
    [Fact]
    public void The_addresses_are_those_of_aspire_unless_chosen() => Assert.Equal(
        ["DEVFLOW_DASHBOARD_PORT http://localhost:18888", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL http://localhost:18889", "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL http://localhost:18890"],
        Read([]));

    [Fact]
    public void Each_address_can_be_chosen() => Assert.Equal(
        ["DEVFLOW_DASHBOARD_PORT http://localhost:1", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL http://localhost:2", "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL http://localhost:3", "Dashboard:PrometheusUrl http://localhost:4"],
        Read(new(StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = "http://localhost:1",
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://127.0.0.1:2/",
            ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = "http://[::1]:3",
            ["Dashboard:PrometheusUrl"] = "http://localhost:4",
        }));

    [Fact]
    public void The_port_comes_before_the_urls_of_the_app_host_and_of_these_the_first_that_can_be_served() => Assert.Equal(
        ["DEVFLOW_DASHBOARD_PORT http://localhost:7", "DEVFLOW_DASHBOARD_PORT http://localhost:2"],
        [
            Read(new(StringComparer.Ordinal) { ["DEVFLOW_DASHBOARD_PORT"] = "7", ["ASPNETCORE_URLS"] = "http://localhost:1" })[0],
            Read(new(StringComparer.Ordinal) { ["ASPNETCORE_URLS"] = "https://localhost:1; http://localhost:2" })[0],
        ]);

    [Theory]
    [InlineData("ASPNETCORE_URLS", "http://0.0.0.0:18888")]
    [InlineData("ASPNETCORE_URLS", "http://*:18888")]
    [InlineData("ASPNETCORE_URLS", "http://example.com:18888")]
    [InlineData("ASPNETCORE_URLS", "https://localhost:18888")]
    [InlineData("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "http://192.168.1.1:18889")]
    [InlineData("ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "http://user:pass-word-canary@localhost:1")]
    [InlineData("Dashboard:PrometheusUrl", "http://localhost:9090/metrics")]
    [InlineData("Dashboard:PrometheusUrl", "nonsense")]
    public void An_address_that_is_not_of_this_machine_or_cannot_be_served_is_refused(string setting, string value) => Assert.Equal(
        $"{setting} does not say where on this machine the dashboard is to listen; it serves nobody else. Write http://localhost:PORT.",
        Assert.Throws<DistributedApplicationException>(() => Read(new(StringComparer.Ordinal) { [setting] = value })).Message);

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var fault = Assert.Throws<DistributedApplicationException>(() =>
            Read(new(StringComparer.Ordinal) { ["DEVFLOW_DASHBOARD_PORT"] = "65536", ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://0.0.0.0:1" }));

        Assert.Contains("DEVFLOW_DASHBOARD_PORT is '65536'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL does not say", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_whose_dashboard_would_serve_others_does_not_start()
    {
        var application = Build(CreateBuilderWithDashboard("--ASPNETCORE_URLS=http://0.0.0.0:18888"));

        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => application.StartAsync(Patience));

        Assert.Contains("ASPNETCORE_URLS", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_ports_to_be_checked_are_named_with_their_settings()
    {
        var builder = CreateBuilderWithPorts("--DEVFLOW_DASHBOARD_PORT=7", "--Dashboard:PrometheusUrl=http://localhost:4").AddDashboard<HostProject>();

        Assert.Equal(
            [new("DEVFLOW_DASHBOARD_PORT", 7), new("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", 18889), new("ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", 18890), new KeyValuePair<string, int>("Dashboard:PrometheusUrl", 4)],
            builder.DashboardPorts());
        Assert.Empty(CreateBuilderWithDashboard().DashboardPorts());
    }

    [Fact]
    public void Random_ports_are_all_different_and_none_that_is_promised()
    {
        var promised = Enumerable.Range(0, 500).Select(_ => Ports.Free(new HashSet<int>())).ToHashSet();
        var before = promised.ToHashSet();

        var addresses = new DashboardSettings(new ConfigurationBuilder().Build()).Read().WithFreePorts(every: true, promised);

        var ports = addresses.All.Select(address => address.Port).ToList();
        Assert.Equal(3, ports.Distinct().Count());
        Assert.DoesNotContain(ports, port => before.Contains(port) || port is 18888 or 18889 or 18890);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("--DEVFLOW_DASHBOARD=true", true)]
    public async Task Under_the_testing_builder_there_is_one_only_when_it_is_asked_for(string? argument, bool isThere)
    {
        string[] args = [.. DashboardArgs, "--model=none", $"--data={Folder["data"]}", "--with-dashboard=yes", .. argument is null ? (string[])[] : [argument]];
        var builder = Kept(await DistributedApplicationTestingBuilder.CreateAsync<HostProgram>(args, Patience));
        var application = Kept(await builder.BuildAsync(Patience));
        await application.StartAsync(Patience);
        if (isThere)
            await ToldAsync<Welcome>(_ => true);
        await application.StopAsync(Patience);

        Assert.Equal(isThere ? 1 : 0, Dashboards().Count);
    }

    [Fact]
    public void Publishing_needs_none()
    {
        var builder = CreateBuilderWithPorts("--operation", "publish", "--publisher", "manifest", "--output-path", Folder["manifest.json"]).AddDashboard<HostProject>();

        Assert.Empty(builder.DashboardPorts());
        Assert.DoesNotContain(builder.Services, service => service.ServiceType == typeof(DashboardProject));
    }

    private static List<string> Read(Dictionary<string, string?> settings) =>
        [.. new DashboardSettings(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).Read().All.Select(address => $"{address.Setting} {address.Url}")];
}
