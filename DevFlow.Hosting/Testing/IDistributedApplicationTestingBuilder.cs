namespace DevFlow.Hosting.Testing;

/// <summary>An app host's builder in the hands of a test. Disposed without having built, it lets go of the entry point.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    /// <summary>Ends the description and makes the application; it is not started.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
