namespace DevFlow.WorkflowEngine.Compliance;

/// <summary>A framework and those of its controls that are about secrets.</summary>
/// <param name="Name">Its name in URLs.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Controls">The controls.</param>
internal sealed record Framework(string Name, string Title, IReadOnlyList<Control> Controls);
