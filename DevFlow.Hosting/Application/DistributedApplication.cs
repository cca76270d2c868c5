using DevFlow.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DevFlow.Hosting;

/// <summary>An application that is ready to run.</summary>
/// <param name="host">The host that runs its resources.</param>
public class DistributedApplication(IHost host) : IHost, IAsyncDisposable
{
    /// <inheritdoc/>
    public IServiceProvider Services => host.Services;

    /// <summary>The states of the resources, and waiting for them.</summary>
    public ResourceNotificationService ResourceNotifications => host.Services.GetRequiredService<ResourceNotificationService>();

    /// <summary>Starts, stops and restarts resources, and executes their other commands.</summary>
    public ResourceCommandService ResourceCommands => host.Services.GetRequiredService<ResourceCommandService>();

    /// <summary>Starts the description of an application.</summary>
    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    /// <summary>Starts the description of an application.</summary>
    /// <param name="args">The command line.</param>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => CreateBuilder(new DistributedApplicationOptions { Args = args });

    /// <summary>Starts the description of an application.</summary>
    /// <param name="options">How it is set up.</param>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Testing.EntryPointCapture.Current?.Configure(options);
        return new DistributedApplicationBuilder(options);
    }

    /// <summary>Starts the resources, in the background, in the order in which they wait for each other.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DistributedApplicationException">Something stands in the way of every start, such as a port in use.</exception>
    public virtual Task StartAsync(CancellationToken cancellationToken = default) => host.StartAsync(cancellationToken);

    /// <summary>Stops the resources, dependents first, and leaves no process behind.</summary>
    /// <param name="cancellationToken">Stops waiting for a graceful end.</param>
    public virtual Task StopAsync(CancellationToken cancellationToken = default) => host.StopAsync(cancellationToken);

    /// <summary>Runs the application until it is told to stop (Ctrl+C, SIGTERM, or the token).</summary>
    /// <param name="cancellationToken">Tells it to stop.</param>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            await host.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Told to stop before it had started.
        }
        catch (DistributedApplicationException fault)
        {
            // A stack trace says nothing to the person who must free a port.
            await Console.Error.WriteLineAsync($"error: {fault.Message}");
            Environment.ExitCode = 1;
        }
    }

    /// <summary>Runs the application until it is told to stop.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        host.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        if (host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        else
            host.Dispose();
        GC.SuppressFinalize(this);
    }
}
