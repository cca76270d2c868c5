using DevFlow.Secrets;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevFlow.KnowledgeHub.Health;

/// <summary>Degraded while the LLM gateway has no real key: the hub serves what needs no model.</summary>
internal sealed class AosentryHealthCheck(ISecretResolver secrets) : IHealthCheck
{
    private const string Key = "AOSENTRY_API_KEY";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var explanation = await secrets.ExplainAsync(Key, cancellationToken: cancellationToken);
        return explanation switch
        {
            { State: SecretState.Denied or SecretState.Ambiguous } =>
                HealthCheckResult.Degraded($"{Key} is not told to this hub ({explanation.State.ToString().ToLowerInvariant()}): 'devflow explain {Key}' says by whom, and what to do"),
            { Winner: null } => HealthCheckResult.Degraded($"{Key} is missing: set it in .env; 'devflow explain {Key}' shows where it was looked for"),
            { Placeholder: true } => HealthCheckResult.Degraded($"{Key} is still the placeholder of .env.example: get a key at https://aosentry.aocodex.ai and set it in .env"),
            _ => HealthCheckResult.Healthy(),
        };
    }
}
