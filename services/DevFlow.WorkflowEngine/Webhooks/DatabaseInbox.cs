using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Webhooks;

internal sealed class DatabaseInbox(WorkflowEvents events) : IEventInbox
{
    public Task<DeliveryOutcome> TakeAsync(WebhookDelivery delivery, CancellationToken cancellationToken) => events.TakeAsync(WorkflowEvents.Webhooks, delivery, cancellationToken);
}
