namespace DevFlow.WorkflowEngine.Webhooks;

/// <summary>What <c>POST /api/v1/events/claim</c> is asked.</summary>
/// <param name="Source">Only events of this source; null for all.</param>
/// <param name="Types">Only events of these types; null for all.</param>
/// <param name="Count">How many at most, 1 to 200.</param>
/// <param name="Seconds">For how long they are the caller's, 1 to 3600.</param>
internal sealed record ClaimRequest(string? Source = null, IReadOnlyList<string>? Types = null, int Count = 10, int Seconds = 300);
