using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using DevFlow.Secrets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DevFlow.WorkflowEngine.Secrets;

/// <summary>The secrets of the platform: where each comes from and in which state it is, never what it is.</summary>
internal static class SecretsApi
{
    public static void AddSecretsMonitor(this IServiceCollection services) =>
        services.AddSingleton<SecretsReader>().AddSingleton<SecretsMonitor>();

    public static void MapSecrets(this IEndpointRouteBuilder app)
    {
        var secrets = app.MapGroup("/api/v1/secrets");
        secrets.MapGet("/", (SecretsMonitor monitor, CancellationToken cancellationToken) => monitor.ReadAsync(cancellationToken));
        secrets.MapGet("/stream", (SecretsMonitor monitor, CancellationToken cancellationToken) =>
            TypedResults.ServerSentEvents(EventsAsync(monitor, cancellationToken)));
        secrets.MapGet("/{key}", ExplainAsync);
    }

    private static async Task<Results<Ok<SecretExplanationDocument>, NotFound<string>>> ExplainAsync(
        string key, SecretsWorkspace workspace, CancellationToken cancellationToken)
    {
        if (!workspace.Catalog.TryGet(key, out var entry))
            return TypedResults.NotFound($"{workspace.Catalog.Path} lists no secret with the key '{key}'.");
        var explanation = await workspace.Resolver.ExplainAsync(key, cancellationToken: cancellationToken);
        return TypedResults.Ok(new SecretExplanationDocument(key, entry.Path, entry.Reference?.ToString(), explanation.Winner,
            [.. explanation.Steps.Select(step => new SecretStepDocument(step.Source, step.OutcomeText, step.Detail, step.Remedy))]));
    }

    private static async IAsyncEnumerable<SseItem<SecretsDocument>> EventsAsync(
        SecretsMonitor monitor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var document in monitor.WatchAsync(cancellationToken))
            yield return new(document, "secrets");
    }
}
