using System.Collections.ObjectModel;

namespace DevFlow.Hosting.ApplicationModel;

internal sealed class ResourceCollection : Collection<IResource>, IResourceCollection
{
}
