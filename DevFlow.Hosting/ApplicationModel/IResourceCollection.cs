namespace DevFlow.Hosting.ApplicationModel;

/// <summary>The resources of a model, in the order in which they were added.</summary>
public interface IResourceCollection : IList<IResource>
{
}
