namespace DevFlow.Hosting.Testing;

/// <summary>Brings an app host under test.</summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Runs an app host's entry point up to <c>Build()</c>. Ports are free ones, and the console is left alone.</summary>
    /// <typeparam name="TEntryPoint">A type of the app host's assembly, such as <c>Projects.My_AppHost</c>.</typeparam>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync<TEntryPoint>([], cancellationToken);

    /// <summary>Runs an app host's entry point up to <c>Build()</c>. Ports are free ones, and the console is left alone.</summary>
    /// <typeparam name="TEntryPoint">A type of the app host's assembly, such as <c>Projects.My_AppHost</c>.</typeparam>
    /// <param name="args">The command line that the entry point is given.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">The entry point ended without building an application.</exception>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class
    {
        var capture = new EntryPointCapture(args, typeof(TEntryPoint).Assembly);
        return new TestingBuilder(await capture.RunToBuildAsync(cancellationToken), capture);
    }
}
