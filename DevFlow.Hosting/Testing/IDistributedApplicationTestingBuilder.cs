namespace DevFlow.Hosting.Testing;

/// <summary>An app host's builder in the hands of a test.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder
{
    /// <summary>Ends the description and makes the application; it is not started.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
