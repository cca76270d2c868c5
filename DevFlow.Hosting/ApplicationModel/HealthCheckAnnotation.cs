namespace DevFlow.Hosting.ApplicationModel;

/// <summary>Says that a registered health check tells whether a resource is healthy.</summary>
/// <param name="key">The name under which the check is registered.</param>
public class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    /// <summary>The name under which the check is registered.</summary>
    public string Key { get; } = key;
}
