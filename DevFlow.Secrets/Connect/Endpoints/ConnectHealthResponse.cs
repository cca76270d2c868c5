namespace DevFlow.Secrets;

/// <summary>The body of <c>/health</c>.</summary>
internal sealed record ConnectHealthResponse(string? Name, string? Version, List<ConnectDependency?>? Dependencies);
