namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>Where the browser goes.</summary>
/// <param name="Url">The provider's page, with all it has to know.</param>
internal sealed record BeginAnswer(string Url);
