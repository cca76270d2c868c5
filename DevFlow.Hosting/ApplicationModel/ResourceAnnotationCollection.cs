using System.Collections.ObjectModel;

namespace DevFlow.Hosting.ApplicationModel;

/// <summary>The annotations of one resource, in the order in which they were added.</summary>
public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>
{
}
