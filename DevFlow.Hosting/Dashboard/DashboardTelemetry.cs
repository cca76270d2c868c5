using System.Security.Cryptography;
using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.JavaScript;
using Microsoft.Extensions.Configuration;

namespace DevFlow.Hosting.Dashboard;

/// <summary>
/// Has projects and JavaScript apps send their telemetry to the dashboard, by the variables that OpenTelemetry specifies; they are
/// those that Aspire sets. What the model, or the environment of the host, sets itself stays.
/// </summary>
internal sealed class DashboardTelemetry(IConfiguration configuration)
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string Headers = "OTEL_EXPORTER_OTLP_HEADERS";
    private const string Attributes = "OTEL_RESOURCE_ATTRIBUTES";

    private static readonly string[] Endpoints =
        [Endpoint, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"];

    // In milliseconds; the defaults of up to a minute are for production.
    private static readonly Dictionary<string, string> Eager = new(StringComparer.Ordinal)
    {
        ["OTEL_BSP_SCHEDULE_DELAY"] = "1000",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "1000",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
        ["OTEL_TRACES_SAMPLER"] = "always_on",
        ["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based",
    };

    private (DashboardAddresses Addresses, string Key)? _receiver;

    public void SendTo(DashboardAddresses addresses, string key) => _receiver = (addresses, key);

    /// <summary>To be called before the model adds its own, which win.</summary>
    public void AddTo(IResource resource, Dictionary<string, object> variables)
    {
        if (_receiver is not var (addresses, key) || resource is not (ProjectResource or JavaScriptAppResource))
            return;
        foreach (var (name, value) in Eager)
            Add(name, value);
        // Anew for each start: what a service counts begins anew as well. The host's own attributes are never handed on.
        variables[Attributes] = $"service.instance.id={RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        Add(Endpoint, addresses.OtlpGrpc.Url);
        Add(Protocol, "grpc");
        Add(Headers, $"x-otlp-api-key={key}");

        void Add(string name, string value)
        {
            if (configuration[name] is null)
                variables[name] = value;
        }
    }

    /// <summary>To be called once the model has added its own: the key goes nowhere else.</summary>
    public void CheckReceiver(Dictionary<string, object> variables)
    {
        if (_receiver is not var (addresses, key))
            return;
        var ours = addresses.OtlpGrpc.Url;
        if (Endpoints.Any(name => Value(name) is { } endpoint && !Equals(endpoint, ours)))
        {
            Remove(Endpoint, ours);
            Remove(Protocol, "grpc");
            Remove(Headers, $"x-otlp-api-key={key}");
        }
        else if (Equals(Value(Protocol), "http/protobuf") && variables.ContainsKey(Endpoint))
        {
            variables[Endpoint] = addresses.OtlpHttp.Url;
        }

        object? Value(string name) => variables.GetValueOrDefault(name) ?? configuration[name];

        void Remove(string name, string value)
        {
            if (variables.TryGetValue(name, out var now) && Equals(now, value))
                variables.Remove(name);
        }
    }
}
