namespace DevFlow.Secrets;

/// <summary>How one endpoint of 1Password Connect is.</summary>
/// <param name="Endpoint">The endpoint (scheme, host and port).</param>
/// <param name="Alive">Whether <c>/heartbeat</c> answers.</param>
/// <param name="Ready">Whether it has data to serve: <c>/health</c> answers 200 all the same, so its dependencies are looked at.</param>
/// <param name="Detail">What is wrong, as a clause; null when it is ready.</param>
/// <param name="Version">The version it gives itself.</param>
/// <param name="Dependencies">Its parts.</param>
public sealed record ConnectHealth(
    Uri Endpoint, bool Alive, bool Ready, string? Detail, string? Version, IReadOnlyList<ConnectDependency> Dependencies);
