namespace DevFlow.WorkflowEngine.Webhooks;

/// <summary>The answer of <c>GET /api/v1/events</c>.</summary>
/// <param name="Events">The events, newest first.</param>
/// <param name="Next">What to ask for as <c>before</c> to go on; null at the end.</param>
internal sealed record EventPage(IReadOnlyList<EventDocument> Events, long? Next);
