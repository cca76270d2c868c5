using System.Reflection;
using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Dashboard;
using DevFlow.Hosting.Local;
using DevFlow.Hosting.Publishing;
using DevFlow.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DevFlow.Hosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        AppHostAssembly = options.AssemblyName is { } name ? Assembly.Load(name) : Assembly.GetEntryAssembly();
        AppHostDirectory = options.ProjectDirectory ?? BuildRecord.Of(AppHostAssembly, BuildRecord.ProjectDirectory) ?? Directory.GetCurrentDirectory();
        _host = new HostApplicationBuilder(new HostApplicationBuilderSettings { Args = options.Args, ContentRootPath = AppHostDirectory });
        var arguments = PublishArguments.Read(Configuration, options.Args);
        ExecutionContext = new(arguments.IsPublish ? DistributedApplicationOperation.Publish : DistributedApplicationOperation.Run);

        if (options.DisableDashboard)
            Configuration[DashboardSettings.Enabled] ??= bool.FalseString;

        // The console belongs to the resources; the host itself speaks only when something is wrong.
        _host.Logging.SetMinimumLevel(LogLevel.Warning);
        // The exception that keeps it from starting goes to the caller, who says it in one line.
        _host.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // It logs every failed check as an error; a service that is still starting fails ten a second.
        _host.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        _host.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(30));
        _host.Services.AddLocalEngine(ExecutionContext, Resources);
        if (arguments.IsPublish)
            _host.Services.AddManifestPublisher(arguments);
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public string AppHostDirectory { get; }

    public Assembly? AppHostAssembly { get; }

    public IHostEnvironment Environment => _host.Environment;

    public IServiceCollection Services => _host.Services;

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources { get; } = new ResourceCollection();

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (Resources.FirstOrDefault(other => string.Equals(other.Name, resource.Name, StringComparison.OrdinalIgnoreCase)) is { } other)
        {
            throw new DistributedApplicationException(
                $"Cannot add the resource '{resource.Name}' of type '{resource.GetType().Name}': a resource of type '{other.GetType().Name}' has that name.");
        }

        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        EntryPointCapture.Current?.HoldUntilBuild(this);
        _host.Services.AddSingleton(this.ReadOptions(quiet: EntryPointCapture.Current is not null));
        var application = new DistributedApplication(_host.Build());
        EntryPointCapture.Current?.Built(application);
        return application;
    }
}
