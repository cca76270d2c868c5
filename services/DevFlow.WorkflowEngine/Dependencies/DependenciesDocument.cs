namespace DevFlow.WorkflowEngine.Dependencies;

/// <summary>The answer of <c>GET /api/v1/dependencies</c>.</summary>
/// <param name="ObservedSince">The first read that is known: what was never read was not read since then.</param>
/// <param name="Secrets">The secrets.</param>
internal sealed record DependenciesDocument(DateTimeOffset? ObservedSince, IReadOnlyList<SecretDependencies> Secrets);
