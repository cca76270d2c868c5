using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Local;

/// <summary>Takes the place of a container, or does by hand what a resource needs before others may use it.</summary>
public interface ILocalStandIn
{
    /// <summary>Prepares the resource and says how to run it. Called again for every start.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="context">What the engine offers.</param>
    /// <param name="cancellationToken">The application stops.</param>
    /// <exception cref="DistributedApplicationException">It cannot be prepared; the message is shown with the resource.</exception>
    Task<StandInResult> PrepareAsync(IResource resource, StandInContext context, CancellationToken cancellationToken);
}
