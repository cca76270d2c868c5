namespace DevFlow.WorkflowEngine.Webhooks;

/// <summary>Who sends webhooks, and how.</summary>
/// <param name="Name">Its name in the path.</param>
/// <param name="SecretKey">The secret that it signs with.</param>
/// <param name="SignatureHeader">Holds <c>sha256=</c> and the HMAC-SHA256 of the body, in hex.</param>
/// <param name="DeliveryHeader">Holds the id of the delivery.</param>
/// <param name="NeedsDelivery">Whether it always sends one.</param>
/// <param name="TypeHeader">Holds what happened, where the body does not say it.</param>
/// <param name="TypeMembers">The members of the body that say what happened; the first that is there counts.</param>
internal sealed record WebhookSender(
    string Name, string SecretKey, string SignatureHeader, string DeliveryHeader, bool NeedsDelivery, string? TypeHeader, IReadOnlyList<string> TypeMembers)
{
    // https://docs.github.com/webhooks/webhook-events-and-payloads#delivery-headers
    // https://developer.atlassian.com/cloud/jira/platform/webhooks/#secure-admin-webhooks (WebSub's header)
    // https://confluence.atlassian.com/doc/managing-webhooks-1021225606.html; its test of a connection has the event in the header alone.
    public static IReadOnlyList<WebhookSender> All { get; } =
    [
        new("github", "GITHUB_WEBHOOK_SECRET", "X-Hub-Signature-256", "X-GitHub-Delivery", NeedsDelivery: true, "X-GitHub-Event", []),
        new("jira", "JIRA_WEBHOOK_SECRET", "X-Hub-Signature", "X-Atlassian-Webhook-Identifier", NeedsDelivery: false, TypeHeader: null, ["webhookEvent"]),
        new("confluence", "CONFLUENCE_WEBHOOK_SECRET", "X-Hub-Signature", "X-Atlassian-Webhook-Identifier", NeedsDelivery: false, "X-Event-Key", ["event", "webhookEvent"]),
    ];
}
