namespace DevFlow.Dashboard.Tests.Prometheus;

internal sealed record PrometheusSample(string Name, IReadOnlyDictionary<string, string> Labels, double Value);
