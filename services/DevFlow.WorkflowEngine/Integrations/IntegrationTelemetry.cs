using System.Diagnostics.Metrics;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>How often people come in with accounts, and how their tokens fare.</summary>
internal static class IntegrationTelemetry
{
    private static readonly Meter _meter = new("DevFlow.WorkflowEngine");
    private static readonly Counter<long> _returns = _meter.CreateCounter<long>("devflow.oauth.returns", "{return}", "People who came back from a provider, by provider and outcome.");
    private static readonly Counter<long> _refreshes = _meter.CreateCounter<long>("devflow.oauth.refreshes", "{refresh}", "Tokens that were due, by provider and outcome.");

    /// <param name="provider">Where from.</param>
    /// <param name="outcome">One of <see cref="Problems"/>, or null when all went well.</param>
    public static void Returned(string provider, string? outcome) => _returns.Add(1, Of(provider), new("devflow.oauth.outcome", outcome ?? "ok"));

    public static void Refreshed(string provider, RefreshOutcome outcome) => _refreshes.Add(1, Of(provider), new("devflow.oauth.outcome", $"{outcome}"));

    private static KeyValuePair<string, object?> Of(string provider) => new("devflow.oauth.provider", provider);
}
