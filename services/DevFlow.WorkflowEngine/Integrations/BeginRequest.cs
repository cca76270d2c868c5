namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>Asks to be sent to a provider.</summary>
/// <param name="Return">The path of our own pages to go on at; / when nothing is said.</param>
internal sealed record BeginRequest(string? Return);
