namespace DevFlow.WorkflowEngine.Dependencies;

/// <summary>A secret and who uses it.</summary>
/// <param name="Key">The key, as the audit has it.</param>
/// <param name="Tier"><c>system</c>, <c>user</c> or <c>project</c>.</param>
/// <param name="Path">Its path in the catalog; null when that does not list it.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Services">Who uses it.</param>
internal sealed record SecretDependencies(string Key, string Tier, string? Path, string? Description, IReadOnlyList<DependentService> Services);
