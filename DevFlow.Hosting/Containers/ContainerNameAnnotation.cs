namespace DevFlow.Hosting.ApplicationModel;

/// <summary>The name that the container has in its runtime.</summary>
internal sealed record ContainerNameAnnotation(string Name) : IResourceAnnotation;
