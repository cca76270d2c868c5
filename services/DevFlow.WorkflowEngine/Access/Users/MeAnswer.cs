namespace DevFlow.WorkflowEngine.Access;

/// <summary>Who calls.</summary>
/// <param name="Principal">Who.</param>
/// <param name="Role">In which role.</param>
/// <param name="Name">The name.</param>
/// <param name="DisplayName">What a person is called.</param>
/// <param name="Actor">The principal that acts for that one; null for none.</param>
internal sealed record MeAnswer(string Principal, string Role, string Name, string? DisplayName, string? Actor);
