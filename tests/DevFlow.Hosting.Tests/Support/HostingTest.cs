using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Local;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.Hosting.Tests.Support;

/// <summary>A test with a folder, patience, and applications that are gone afterwards.</summary>
public abstract class HostingTest : IAsyncLifetime
{
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly List<IAsyncDisposable> _things = [];

    /// <param name="patience">In minutes.</param>
    protected HostingTest(int patience = 1) => _patience.CancelAfter(TimeSpan.FromMinutes(patience));

    /// <summary>Ends every wait of a test that would never end.</summary>
    protected CancellationToken Patience => _patience.Token;

    /// <summary>The application that was started last.</summary>
    protected DistributedApplication? Application { get; private set; }

    private protected TestFolder Folder { get; } = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        for (var i = _things.Count - 1; i >= 0; i--)
            await _things[i].DisposeAsync();
        Folder.Dispose();
        _patience.Dispose();
        GC.SuppressFinalize(this);
    }

    protected IDistributedApplicationBuilder CreateBuilder(params string[] args) =>
        CreateBuilderWithPorts(["--DcpPublisher:RandomizePorts=true", .. args]);

    protected IDistributedApplicationBuilder CreateBuilderWithPorts(params string[] args)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { ProjectDirectory = Folder.Path, Args = args });
        foreach (var console in builder.Services.Where(service => service.ImplementationType == typeof(ConsoleReporter)).ToList())
            builder.Services.Remove(console);
        return builder;
    }

    protected DistributedApplication Build(IDistributedApplicationBuilder builder) => Kept(builder.Build());

    protected async Task<DistributedApplication> StartAsync(IDistributedApplicationBuilder builder)
    {
        Application = Build(builder);
        await Application.StartAsync(Patience);
        return Application;
    }

    protected T Kept<T>(T thing) where T : IAsyncDisposable
    {
        _things.Add(thing);
        return thing;
    }

    protected Task<ResourceEvent> HealthyAsync(DistributedApplication application, string resource) =>
        application.ResourceNotifications.WaitForResourceHealthyAsync(resource, Patience);

    protected Task<ResourceEvent> InStateAsync(DistributedApplication application, string resource, string state) =>
        application.ResourceNotifications.WaitForResourceAsync(resource, change => change.Snapshot.State?.Text == state, Patience);

    protected static string? StateOf(DistributedApplication application, string resource) =>
        application.ResourceNotifications.TryGetCurrentState(resource, out var now) ? now.Snapshot.State?.Text : null;

    protected static IReadOnlyList<string> LogOf(DistributedApplication application, string resource) =>
        [.. application.Services.GetRequiredService<ResourceLoggerService>().Log(resource).Last(1000).Select(line => line.Content)];

    /// <summary>Runs a resource that writes its environment into its log.</summary>
    protected async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(
        IDistributedApplicationBuilder builder, Func<IResourceBuilder<ExecutableResource>, IResourceBuilder<ExecutableResource>> refine)
    {
        // Not by way of a shell: it drops variables with dashes in their names.
        refine(builder.AddExecutable("child", "env", ".", "-0"));
        var application = await StartAsync(builder);
        await InStateAsync(application, "child", KnownResourceStates.Finished);
        return string.Join('\n', LogOf(application, "child")).Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
    }
}
