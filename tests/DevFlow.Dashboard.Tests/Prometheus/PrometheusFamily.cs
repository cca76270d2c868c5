namespace DevFlow.Dashboard.Tests.Prometheus;

internal sealed record PrometheusFamily(string Name, string Type, string Help)
{
    public List<PrometheusSample> Samples { get; } = [];
}
