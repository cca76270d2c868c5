using DevFlow.Secrets;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DevFlow.Tests;

/// <summary>A service in this process, listening on a port of loopback, with what the app host would give it.</summary>
internal abstract class ServiceInProcess<TEntryPoint> : WebApplicationFactory<TEntryPoint>
    where TEntryPoint : class
{
    // By its configuration and not by the factory, which sets it when the program is built and may be listening already.
    private static readonly KeyValuePair<string, string?> _anyPort = new("urls", "http://127.0.0.1:0");

    private IHost? _host;

    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>What the app host would give it.</summary>
    public Dictionary<string, string?> Configuration { get; } = new(StringComparer.Ordinal);

    /// <summary>A client that names nobody.</summary>
    public HttpClient CreateAnonymousClient() => new() { BaseAddress = Address };

    /// <summary>Ends it. What it wrote stays, and is written to its end.</summary>
    public async Task StopAsync()
    {
        if (_host is { } host)
        {
            _host = null;
            var workspace = host.Services.GetRequiredService<SecretsWorkspace>();
            await host.StopAsync(TestContext.Current.CancellationToken);
            await base.DisposeAsync();
            // A program that is stopped ends its services by itself, beside this.
            await workspace.DisposeAsync();
        }
    }

    /// <summary>Ends it, and takes its folder away where it has one of its own.</summary>
    public override async ValueTask DisposeAsync()
    {
        await StopAsync();
        await base.DisposeAsync();
        RemoveFolder();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts it.</summary>
    protected void Start()
    {
        UseKestrel();
        StartServer();
    }

    // A service reads its configuration before anybody could add to it: it goes in as arguments do.
    protected override IHost CreateHost(IHostBuilder builder)
    {
        builder.ConfigureHostConfiguration(configuration => configuration.AddInMemoryCollection([.. Configuration, _anyPort]));
        return _host = base.CreateHost(builder);
    }

    /// <summary>Takes away what it had on the disk; nobody writes there any more.</summary>
    protected virtual void RemoveFolder()
    {
    }
}
