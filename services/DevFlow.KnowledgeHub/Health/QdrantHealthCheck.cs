using DevFlow.Secrets;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevFlow.KnowledgeHub.Health;

/// <summary>Degraded while Qdrant does not answer: the hub stays up and says what it cannot do.</summary>
internal sealed class QdrantHealthCheck(ISecretResolver secrets) : IHealthCheck
{
    // A client of its own, without the retries of the service defaults: a probe asks once, and answers before the one who
    // probes gives up.
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await AskAsync(cancellationToken);
        }
        catch (SecretRefusedException refusal)
        {
            return HealthCheckResult.Degraded($"Qdrant: {refusal.Message}");
        }
    }

    private async Task<HealthCheckResult> AskAsync(CancellationToken cancellationToken)
    {
        if (await secrets.TryGetAsync("QDRANT_URL", cancellationToken: cancellationToken) is not { } url)
            return HealthCheckResult.Degraded("Qdrant: QDRANT_URL is missing: set it in .env");
        if (!Uri.TryCreate(url.Reveal(), UriKind.Absolute, out var root) || root.Scheme is not ("http" or "https"))
            return HealthCheckResult.Degraded($"Qdrant: QDRANT_URL (from {url.Source}) is not an http or https URL");

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(root, "/healthz"));
            if (await secrets.TryGetAsync("QDRANT_API_KEY", cancellationToken: cancellationToken) is { } key)
                request.Headers.TryAddWithoutValidation("api-key", key.Reveal());
            using var response = await Http.SendAsync(request, limit.Token);
            return response.IsSuccessStatusCode
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded($"Qdrant at {root.Host}:{root.Port} answered {(int)response.StatusCode}");
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return HealthCheckResult.Degraded($"Qdrant at {root.Host}:{root.Port} does not answer");
        }
    }
}
