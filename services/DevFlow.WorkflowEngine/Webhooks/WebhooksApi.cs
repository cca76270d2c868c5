using System.Diagnostics;
using System.Diagnostics.Metrics;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DevFlow.WorkflowEngine.Webhooks;

/// <summary>What GitHub, Jira and Confluence tell. Anybody can call it; what counts is the signature.</summary>
internal static class WebhooksApi
{
    public const string SourceTag = "devflow.webhook.source";
    public const string OutcomeTag = "devflow.webhook.outcome";

    private static readonly Meter _meter = new("DevFlow.WorkflowEngine");
    private static readonly Counter<long> _deliveries = _meter.CreateCounter<long>("devflow.webhook.deliveries", "{delivery}", "Deliveries of webhooks, by source and outcome.");

    public static void AddWebhooks(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<WebhookReader>();
        if (builder.GetDevFlowMode() is DevFlowMode.Hybrid)
        {
            builder.Services.AddHttpClient<IEventInbox, HostedInbox>((services, http) =>
                http.BaseAddress = HostedApi.AddressOf(DevFlowMode.Hybrid, services.GetRequiredService<DevFlowSettings>()));
            return;
        }

        builder.Services.AddSingleton<WorkflowEvents>().AddSingleton<IEventInbox, DatabaseInbox>();
    }

    public static void MapWebhooks(this IEndpointRouteBuilder app)
    {
        var webhooks = app.MapGroup("/webhooks").WithTags("Webhooks").AllowAnonymous();
        foreach (var sender in WebhookSender.All)
        {
            webhooks.MapPost($"/{sender.Name}", (HttpContext context, WebhookReader reader, IEventInbox inbox, CancellationToken cancellationToken) =>
                    TakeAsync(sender, context, reader, inbox, cancellationToken))
                .WithName($"Take-{sender.Name}-webhook").WithSummary($"Takes a delivery of {sender.Name} that is signed with {sender.SecretKey}, once.")
                .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status409Conflict)
                .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        }

        app.MapEvents();
    }

    private static async Task<Results<Ok<DeliveryAnswer>, ProblemHttpResult>> TakeAsync(
        WebhookSender sender, HttpContext context, WebhookReader reader, IEventInbox inbox, CancellationToken cancellationToken)
    {
        try
        {
            var delivery = await reader.ReadAsync(sender, context.Request, cancellationToken);
            var outcome = await inbox.TakeAsync(delivery, cancellationToken);
            if (outcome is DeliveryOutcome.Replayed)
                throw new WebhookRefusedException("replayed", StatusCodes.Status409Conflict, "This delivery's id, or its body, came before with another.");
            Count(sender, DeliveryAnswer.Of(outcome).Outcome);
            return TypedResults.Ok(DeliveryAnswer.Of(outcome));
        }
        catch (WebhookRefusedException refused)
        {
            Count(sender, refused.Outcome);
            // Without a secret nobody was judged.
            if (refused.Status is not StatusCodes.Status503ServiceUnavailable)
                Denied.Mark(context, $"webhook:{sender.Name} {refused.Outcome}");
            return TypedResults.Problem(refused.Message, statusCode: refused.Status, title: "Not taken");
        }
        catch (VaultException fault) when (fault.Error is VaultError.Unavailable)
        {
            Count(sender, "unavailable");
            throw;
        }
    }

    private static void Count(WebhookSender sender, string outcome)
    {
        _deliveries.Add(1, new(SourceTag, sender.Name), new(OutcomeTag, outcome));
        Activity.Current?.SetTag(SourceTag, sender.Name).SetTag(OutcomeTag, outcome);
    }
}
