namespace DevFlow.Hosting.ApplicationModel;

/// <summary>One part of the application: a project, a container, an executable, a parameter.</summary>
public interface IResource
{
    /// <summary>The name, unique in the model.</summary>
    string Name { get; }

    /// <summary>What is said of the resource: endpoints, environment, waits, health checks.</summary>
    ResourceAnnotationCollection Annotations { get; }
}
