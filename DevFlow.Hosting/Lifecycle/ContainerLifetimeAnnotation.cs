namespace DevFlow.Hosting.ApplicationModel;

internal sealed record ContainerLifetimeAnnotation(ContainerLifetime Lifetime) : IResourceAnnotation;
