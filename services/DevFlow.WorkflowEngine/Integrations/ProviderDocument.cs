namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>A provider.</summary>
/// <param name="Name">What it is called in addresses.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Configured">Whether it is set up here.</param>
/// <param name="Missing">The keys that are missing for that, or cannot be used.</param>
internal sealed record ProviderDocument(string Name, string Title, bool Configured, IReadOnlyList<string> Missing);
