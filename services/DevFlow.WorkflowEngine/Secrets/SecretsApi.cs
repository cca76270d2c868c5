using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using DevFlow.Secrets;
using DevFlow.WorkflowEngine.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DevFlow.WorkflowEngine.Secrets;

/// <summary>The secrets of the platform: where each comes from and in which state it is, never what it is.</summary>
internal static class SecretsApi
{
    public static void AddSecretsMonitor(this IServiceCollection services) =>
        services.AddSingleton<SecretsReader>().AddSingleton<SecretsMonitor>();

    public static void MapSecrets(this IEndpointRouteBuilder app)
    {
        var secrets = app.MapGroup("/api/v1/secrets").WithTags("Secrets").RequireAuthorization(AccessPolicies.SignedIn);
        secrets.MapGet("/", (SecretsMonitor monitor, CancellationToken cancellationToken) => monitor.ReadAsync(cancellationToken))
            .WithName("ListSecrets").WithSummary("Lists the platform's secrets: where each comes from and in which state it is, never what it is.").AllowActors();
        secrets.MapGet("/{key}", ExplainAsync)
            .WithName("ExplainSecret").WithSummary("Says of one secret which sources were asked, what each said and which one wins.").AllowActors();

        // Not below /secrets: "stream" could be a key.
        app.MapGet("/api/v1/secret-events", (SecretsMonitor monitor, CallerWatch watch, IHostApplicationLifetime lifetime, HttpContext context, CancellationToken cancellationToken) =>
            TypedResults.ServerSentEvents(EventsAsync(monitor, watch, context, lifetime.ApplicationStopping, cancellationToken)))
            .WithTags("Secrets").WithName("WatchSecrets").WithSummary("Sends the list of secrets, and again each time that it changes (server-sent events).").RequireAuthorization(AccessPolicies.SignedIn);
    }

    private static async Task<Results<Ok<SecretExplanationDocument>, NotFound<string>>> ExplainAsync(
        string key, SecretsWorkspace workspace, CancellationToken cancellationToken)
    {
        if (!workspace.Catalog.TryGet(key, out var entry))
            return TypedResults.NotFound($"{workspace.Catalog.Path} lists no secret with the key '{key}'.");
        var explanation = await workspace.Resolver.ExplainAsync(key, cancellationToken: cancellationToken);
        return TypedResults.Ok(new SecretExplanationDocument(key, entry.Path, entry.Reference?.ToString(), explanation.WinningStep?.Source,
            [.. explanation.Steps.Select(step => new SecretStepDocument(step.Source, step.OutcomeText, step.Detail, step.Remedy))]));
    }

    private static async IAsyncEnumerable<SseItem<SecretsDocument>> EventsAsync(
        SecretsMonitor monitor, CallerWatch watch, HttpContext context, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The server waits for open requests when it stops, and this one ends by itself never.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        await foreach (var document in watch.WhileCountsAsync(monitor.WatchAsync, context, either.Token))
            yield return new(document, "secrets");
    }
}
