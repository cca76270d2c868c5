using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using DevFlow.Hosting.Local;
using DevFlow.Secrets;

namespace DevFlow.AppHost.Tests;

/// <summary>The dashboard as the platform starts it.</summary>
public sealed partial class DashboardStartTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_link_opens_the_dashboard_once_and_it_ends_with_the_platform()
    {
        using var root = new TestRoot(TestRoot.EnvOf("saas") + DashboardPorts(out var ports));
        await using var host = HostProcess.Start(root, WithDashboard());
        await host.WaitForLineAsync("Dashboard: http://", Token);
        var link = new Uri(Link().Match(host.Output).Groups["url"].Value);
        using var stranger = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        using var visitor = new HttpClient(new HttpClientHandler { CookieContainer = new() });

        using var refused = await stranger.GetAsync(new Uri(link, "/secrets"), Token);
        using var opened = await visitor.GetAsync(link, Token);
        using var page = await visitor.GetAsync(new Uri(link, "/secrets"), Token);
        using var again = await stranger.GetAsync(link, Token);

        Assert.Equal(ports[0], link.Port);
        Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
        Assert.Equal("/", opened.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal((HttpStatusCode.OK, "/secrets"), (page.StatusCode, page.RequestMessage!.RequestUri!.AbsolutePath));
        Assert.DoesNotContain(again.Headers, header => header.Key == "Set-Cookie");
        var dashboard = Assert.Single(ProcessList.Naming(root.Folder), id => ProcessList.CommandLine(id).Contains("DevFlow.Dashboard", StringComparison.Ordinal));
        Signals.Send(host.Id, Signals.Terminate);
        await host.ExitAsync(Token);
        await ProcessList.GoneAsync(root.Folder, Token);
        Assert.DoesNotContain(ProcessList.Naming("DevFlow.Dashboard"), id => id == dashboard);
        var log = await File.ReadAllTextAsync(Path.Combine(root.Folder, ".devflow", "logs", "dashboard.log"), Token);
        Assert.Contains("ended with exit code 0: the application stops", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DEVFLOW_DASHBOARD_PORT", "DEVFLOW_DASHBOARD_PORT={0}", "set DEVFLOW_DASHBOARD_PORT to another port in .env")]
    [InlineData("METRICS_PORT", "METRICS_PORT={0}", "set METRICS_PORT to another port in .env")]
    public async Task A_port_in_use_is_named_before_anything_starts(string key, string line, string remedy)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var root = new TestRoot(TestRoot.EnvOf("saas") + DashboardPorts(out _) + string.Format(line, port) + "\n");

        var (exitCode, output) = await HostProcess.RunAsync(root, Token, WithDashboard());

        Assert.Equal(1, exitCode);
        Assert.Contains($"port {port} ({key}) is in use", output, StringComparison.Ordinal);
        Assert.Contains(remedy, output, StringComparison.Ordinal);
        Assert.False(root.HasStartedSomething, "something was started");
    }

    [Fact]
    public async Task A_port_for_telemetry_in_use_is_named_with_where_to_choose_another()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://localhost:{((IPEndPoint)taken.LocalEndpoint).Port}";
        using var root = new TestRoot(TestRoot.EnvOf("saas") + DashboardPorts(out _));
        var environment = WithDashboard();
        environment["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = url;

        var (exitCode, output) = await HostProcess.RunAsync(root, Token, environment);

        Assert.Equal(1, exitCode);
        Assert.Contains("(ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL) is in use", output, StringComparison.Ordinal);
        Assert.Contains("launchSettings.json", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dashboard_and_a_service_on_one_port_are_both_named()
    {
        var port = TestRoot.FreePorts(1)[0];
        using var root = new TestRoot(TestRoot.EnvOf("saas") + DashboardPorts(out _) + $"METRICS_PORT={port}\n");
        var environment = WithDashboard();
        environment["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = $"http://localhost:{port}";

        var (exitCode, output) = await HostProcess.RunAsync(root, Token, environment);

        Assert.Equal(1, exitCode);
        Assert.Contains("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL and METRICS_PORT", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dashboard_for_others_is_refused()
    {
        using var root = new TestRoot(TestRoot.EnvOf("saas"));
        var environment = WithDashboard();
        environment["ASPNETCORE_URLS"] = "http://0.0.0.0:18888";

        var (exitCode, output) = await HostProcess.RunAsync(root, Token, environment);

        Assert.Equal(1, exitCode);
        Assert.Contains("ASPNETCORE_URLS does not say where on this machine the dashboard is to listen", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_catalog_is_told_without_a_value()
    {
        using var root = new TestRoot(TestRoot.CompleteEnv());
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.DevFlow_AppHost>([$"--DEVFLOW_ROOT={root.Folder}", "--DEVFLOW_DASHBOARD=true"], Token);
        await using var held = builder;

        var secrets = builder.Services.Where(service => service.ServiceType == typeof(DashboardSecret)).Select(service => (DashboardSecret)service.ImplementationInstance!).ToList();

        var aosentry = Assert.Single(secrets, secret => secret.Key == "AOSENTRY_API_KEY");
        Assert.Equal(("system", "op://DevFlow/AOSentry/api_key", true, true), (aosentry.Tier, aosentry.Reference, aosentry.IsSecret, aosentry.IsRequired));
        Assert.Contains("knowledge-hub", aosentry.UsedBy);
        Assert.False(Assert.Single(secrets, secret => secret.Key == "QDRANT_URL").IsSecret);
        Assert.All(secrets, secret => Assert.DoesNotContain("sk-test-aosentry", secret.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_kept_from_the_dashboard_is_every_secret_value_that_files_and_the_environment_hold()
    {
        using var root = new TestRoot("AOSENTRY_API_KEY=overridden\nQDRANT_URL=http://localhost:6333\nJWT_SECRET=in-the-file\nOP_CONNECT_TOKEN=token\nLOG_LEVEL=INFO\n");
        File.WriteAllText(Path.Combine(root.Folder, ".env.local"), "AOSENTRY_API_KEY=overriding\n");
        using var workspace = SecretsWorkspace.Open(new() { Root = root.Folder, Environment = key => key == "JWT_SECRET" ? "in-the-environment" : null });

        Assert.Equal(
            ["in-the-environment", "in-the-file", "overridden", "overriding", "token"],
            EngineWithDashboard.ValuesAtHand(workspace).Distinct().Order(StringComparer.Ordinal));
    }

    private static Dictionary<string, string?> WithDashboard()
    {
        var ports = TestRoot.FreePorts(2);
        return new(StringComparer.Ordinal)
        {
            ["DEVFLOW_DASHBOARD"] = null,
            ["ASPNETCORE_URLS"] = null,
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = $"http://localhost:{ports[0]}",
            ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = $"http://localhost:{ports[1]}",
        };
    }

    /// <summary>Lines for .env: ports that nobody uses for all that saas mode and the dashboard listen on.</summary>
    private static string DashboardPorts(out int[] ports)
    {
        ports = TestRoot.FreePorts(4);
        return $"DEVFLOW_DASHBOARD_PORT={ports[0]}\nMETRICS_PORT={ports[1]}\nMCP_GATEWAY_PORT={ports[2]}\nLOCAL_UI_PORT={ports[3]}\n";
    }

    [GeneratedRegex("^Dashboard: (?<url>http://localhost:[0-9]+/login\\?t=[0-9a-f]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
