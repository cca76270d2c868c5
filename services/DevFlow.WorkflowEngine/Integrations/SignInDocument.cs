namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>The ways to sign in.</summary>
/// <param name="Mode">The mode that the platform runs in.</param>
/// <param name="OneTimeLink">Whether a link was printed at the start.</param>
/// <param name="Providers">Where accounts may be from.</param>
internal sealed record SignInDocument(string Mode, bool OneTimeLink, IReadOnlyList<ProviderDocument> Providers);
