using System.Security.Claims;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace DevFlow.WorkflowEngine.Webhooks;

/// <summary>What webhooks have told, for administrators to see and for services to work on.</summary>
internal static class EventsApi
{
    public static void MapEvents(this IEndpointRouteBuilder app)
    {
        // In hybrid mode the hosted engine has them, and answers.
        if (app.ServiceProvider.GetService<WorkflowEvents>() is null)
            return;
        var events = app.MapGroup("/api/v1/events").WithTags("Events").RequireAuthorization(AccessPolicies.Operator);
        events.MapGet("/", ListAsync)
            .WithName("ListEvents").WithSummary("Events that webhooks have told, newest first, without payloads; 'next' of the answer is 'before' of the next page.");
        events.MapGet("/{id:long}", GetAsync).WithName("GetEvent").WithSummary("An event with its payload.");
        events.MapPost("/", TakeAsync).Accepts<object>("application/json")
            .WithName("TakeEvent").WithSummary("Takes a delivery that the caller has verified, once; the body is the payload as it came.");
        events.MapPost("/claim", ClaimAsync)
            .WithName("ClaimEvents").WithSummary("Gives the oldest events that nobody works on, to the caller alone for a time.");
        events.MapPost("/{id:long}/done", FinishAsync)
            .WithName("FinishEvent").WithSummary("Says that a claimed event is worked on to its end; 'attempt' is 'attempts' of the claim.");
    }

    private static async Task<Ok<EventPage>> ListAsync(
        WorkflowEvents events, ClaimsPrincipal caller, CancellationToken cancellationToken, string? source = null, string? type = null, string? state = null, long? before = null, int limit = 50)
    {
        var page = await events.ListAsync(caller.Identity(), new(source, type, state), before, limit, cancellationToken);
        return TypedResults.Ok(new EventPage([.. page.Select(EventDocument.Of)], page.Count == limit ? page[^1].Id : null));
    }

    private static async Task<Ok<EventDocument>> GetAsync(long id, WorkflowEvents events, HttpContext context, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(EventDocument.Of(await events.GetAsync(context.User.Identity(), id, cancellationToken)));
    }

    [RequestSizeLimit(WebhookReader.MaxBytes)]
    private static async Task<Ok<DeliveryAnswer>> TakeAsync(
        string source, string type, string delivery, WorkflowEvents events, HttpContext context, CancellationToken cancellationToken, string? action = null)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellationToken);
        var outcome = await events.TakeAsync(context.User.Identity(), WebhookDelivery.Of(source, delivery, type, action is "" ? null : action, body.ToArray()), cancellationToken);
        return outcome is DeliveryOutcome.Replayed
            ? throw new VaultException(VaultError.Conflict, "This delivery's id, or its body, came before with another.")
            : TypedResults.Ok(DeliveryAnswer.Of(outcome));
    }

    private static async Task<Ok<IReadOnlyList<EventDocument>>> ClaimAsync(ClaimRequest request, WorkflowEvents events, HttpContext context, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        var claimed = await events.ClaimAsync(context.User.Identity(), request.Source, request.Types, request.Count, TimeSpan.FromSeconds(request.Seconds), cancellationToken);
        return TypedResults.Ok<IReadOnlyList<EventDocument>>([.. claimed.Select(EventDocument.Of)]);
    }

    private static async Task<NoContent> FinishAsync(long id, int attempt, WorkflowEvents events, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        await events.FinishAsync(caller.Identity(), id, attempt, cancellationToken);
        return TypedResults.NoContent();
    }
}
