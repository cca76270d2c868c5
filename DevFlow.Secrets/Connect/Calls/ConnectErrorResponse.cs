namespace DevFlow.Secrets;

/// <summary>The body of an answer that is no success.</summary>
internal sealed record ConnectErrorResponse(int? Status, string? Message);
