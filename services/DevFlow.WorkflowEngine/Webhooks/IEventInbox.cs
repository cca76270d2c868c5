using DevFlow.Secrets;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Webhooks;

/// <summary>Where a delivery becomes an event: in the database, or in hybrid mode at the hosted engine.</summary>
internal interface IEventInbox
{
    /// <exception cref="VaultException">It cannot be had now.</exception>
    Task<DeliveryOutcome> TakeAsync(WebhookDelivery delivery, CancellationToken cancellationToken);
}
