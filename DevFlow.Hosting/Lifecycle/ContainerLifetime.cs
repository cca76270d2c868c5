namespace DevFlow.Hosting.ApplicationModel;

/// <summary>How long a container lives.</summary>
public enum ContainerLifetime
{
    /// <summary>As long as the application runs.</summary>
    Session,

    /// <summary>Until it is stopped by a command: it outlives the application, and the next run goes on with it.</summary>
    Persistent,
}
