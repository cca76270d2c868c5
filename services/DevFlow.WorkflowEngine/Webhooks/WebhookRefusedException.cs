namespace DevFlow.WorkflowEngine.Webhooks;

/// <summary>A delivery is not taken.</summary>
/// <param name="outcome">Why, in a word of a fixed set: <c>unsigned</c>, <c>signature</c>, <c>too-large</c>, <c>malformed</c>, <c>old</c>, <c>replayed</c>, <c>no-secret</c>, <c>unavailable</c>.</param>
/// <param name="status">The status of the answer.</param>
/// <param name="message">For who set the webhook up; nothing of the delivery.</param>
internal sealed class WebhookRefusedException(string outcome, int status, string message) : Exception(message)
{
    public string Outcome { get; } = outcome;

    public int Status { get; } = status;
}
