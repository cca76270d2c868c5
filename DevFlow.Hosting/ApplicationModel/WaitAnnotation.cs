namespace DevFlow.Hosting.ApplicationModel;

/// <summary>Says that a resource waits for another before it starts.</summary>
/// <param name="resource">The resource waited for.</param>
/// <param name="waitType">What is waited for.</param>
/// <param name="exitCode">With <see cref="WaitType.WaitForCompletion"/>: the exit code that counts as done. Default 0.</param>
public sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    /// <summary>The resource waited for.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>What is waited for.</summary>
    public WaitType WaitType { get; } = waitType;

    /// <summary>What happens when the other has failed or ended; null for <see cref="WaitBehavior.WaitOnResourceUnavailable"/>.</summary>
    public WaitBehavior? WaitBehavior { get; init; }

    /// <summary>The exit code that counts as done.</summary>
    public int ExitCode { get; } = exitCode;
}
