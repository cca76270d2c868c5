using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Dashboard;
using DevFlow.Hosting.JavaScript;
using DevFlow.Hosting.Tests.Host;
using Microsoft.Extensions.Configuration;

namespace DevFlow.Hosting.Tests.Dashboard;

public class TelemetryTests : DashboardTest
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string Headers = "OTEL_EXPORTER_OTLP_HEADERS";
    private const string Key = "the-key-for-telemetry";

    private static readonly DashboardAddresses Addresses = new(new("", 1), new("", 2), new("", 3), Prometheus: null);

    [Fact]
    public async Task A_project_is_given_where_to_send_its_telemetry_and_a_new_instance_id_at_each_start()
    {
        var builder = CreateBuilderWithDashboard();
        builder.AddProject<HostProject>("service").WithArgs("--end-early");
        builder.AddExecutable("tool", "true", ".");
        var application = await StartAsync(builder);
        var service = await ToldAsync("service", resource => resource.State == "Finished");
        var instance = Value(service, "OTEL_RESOURCE_ATTRIBUTES");
        await application.ResourceCommands.ExecuteCommandAsync("service", "start", Patience);
        await ToldAsync("service", resource => resource.State == "Finished" && Value(resource, "OTEL_RESOURCE_ATTRIBUTES") != instance);
        var tool = await ToldAsync("tool", resource => resource.State == "Finished");

        Assert.Matches("^service\\.instance\\.id=[0-9a-f]{8}$", instance);
        Assert.Matches("^http://localhost:[0-9]+$", Value(service, Endpoint));
        Assert.Equal(["service", "grpc", "always_on", "trace_based", "in_memory"], ((string[])["OTEL_SERVICE_NAME", Protocol, "OTEL_TRACES_SAMPLER", "OTEL_METRICS_EXEMPLAR_FILTER", "OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"]).Select(name => Value(service, name)));
        Assert.Equal(["1000", "1000", "1000"], ((string[])["OTEL_BSP_SCHEDULE_DELAY", "OTEL_BLRP_SCHEDULE_DELAY", "OTEL_METRIC_EXPORT_INTERVAL"]).Select(name => Value(service, name)));
        Assert.Contains(new(Headers, null), service.Environment);
        Assert.Equal(["OTEL_SERVICE_NAME"], tool.Environment.Select(variable => variable.Name));
    }

    [Fact]
    public void A_javascript_app_sends_too_and_shows_the_key() =>
        Assert.Equal($"x-otlp-api-key={Key}", Variables(new ViteAppResource("ui", "npm", "."), [])[Headers]);

    [Fact]
    public void What_the_host_or_the_model_sets_stays()
    {
        var variables = Variables(new ProjectResource("service"), new(StringComparer.Ordinal) { ["OTEL_TRACES_SAMPLER"] = "always_off" }, ("OTEL_BSP_SCHEDULE_DELAY", "5"));

        Assert.DoesNotContain("OTEL_TRACES_SAMPLER", variables.Keys);
        Assert.Equal("5", variables["OTEL_BSP_SCHEDULE_DELAY"]);
        Assert.Equal("http://localhost:2", variables[Endpoint]);
    }

    [Fact]
    public void Who_speaks_http_is_given_the_address_for_it()
    {
        Assert.Equal("http://localhost:3", Variables(new ProjectResource("service"), [], (Protocol, "http/protobuf"))[Endpoint]);
        Assert.Equal("http://localhost:3", Variables(new ProjectResource("service"), new(StringComparer.Ordinal) { [Protocol] = "http/protobuf" })[Endpoint]);
    }

    [Theory]
    [InlineData(Endpoint)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT")]
    public void The_key_goes_to_no_other_receiver(string name)
    {
        var ofTheModel = Variables(new ProjectResource("service"), [], (name, "http://elsewhere"));
        var ofTheHost = Variables(new ProjectResource("service"), new(StringComparer.Ordinal) { [name] = "http://elsewhere" });

        Assert.Equal("http://elsewhere", ofTheModel[name]);
        foreach (var variables in (Dictionary<string, object>[])[ofTheModel, ofTheHost])
        {
            Assert.DoesNotContain(Headers, variables.Keys);
            Assert.DoesNotContain(Protocol, variables.Keys);
            Assert.DoesNotContain(variables.Values, value => value is string text && text.Contains(Key, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Without_a_dashboard_nothing_is_set()
    {
        var variables = new Dictionary<string, object>(StringComparer.Ordinal);
        var telemetry = new DashboardTelemetry(new ConfigurationBuilder().Build());

        telemetry.AddTo(new ProjectResource("service"), variables);
        telemetry.CheckReceiver(variables);

        Assert.Empty(variables);
    }

    private static Dictionary<string, object> Variables(IResource resource, Dictionary<string, string?> host, params (string Name, string Value)[] model)
    {
        var telemetry = new DashboardTelemetry(new ConfigurationBuilder().AddInMemoryCollection(host).Build());
        telemetry.SendTo(Addresses, Key);
        var variables = new Dictionary<string, object>(StringComparer.Ordinal);
        telemetry.AddTo(resource, variables);
        foreach (var (name, value) in model)
            variables[name] = value;
        telemetry.CheckReceiver(variables);
        return variables;
    }

    private static string? Value(ResourceView resource, string name) => resource.Environment.SingleOrDefault(variable => variable.Name == name)?.Value;
}
