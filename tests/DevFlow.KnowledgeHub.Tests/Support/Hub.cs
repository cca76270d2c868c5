using DevFlow.KnowledgeHub.Documents;
using DevFlow.Secrets;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DevFlow.KnowledgeHub.Tests.Support;

/// <summary>A Knowledge Hub in this process, listening on a port of loopback, with a folder of its own.</summary>
internal sealed class Hub : WebApplicationFactory<KnowledgeCollections>
{
    private readonly Dictionary<string, string?> _configuration = new(StringComparer.Ordinal);
    private readonly ILoggerProvider? _log;

    private IHost? _host;

    private Hub(HubSettings settings)
    {
        _log = settings.Log;
        Folder = new HubFolder(settings);
        foreach (var (key, value) in Folder.Configuration)
            _configuration[key] = value;
    }

    public HubFolder Folder { get; }

    public static Hub Start(HubSettings settings)
    {
        var hub = new Hub(settings);
        hub.UseKestrel(0);
        hub.StartServer();
        return hub;
    }

    /// <summary>A client of somebody; see <see cref="TokenServer"/>. Null: of nobody.</summary>
    public HttpClient Client(string? token = "member.ann")
    {
        var client = new HttpClient { BaseAddress = ClientOptions.BaseAddress };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    public override async ValueTask DisposeAsync()
    {
        var workspace = _host?.Services.GetRequiredService<SecretsWorkspace>();
        if (_host is not null)
            await _host.StopAsync(TestContext.Current.CancellationToken);
        await base.DisposeAsync();
        // A program that is stopped ends its services by itself, beside this: the folder goes when the audit in it is written to its end.
        if (workspace is not null)
            await workspace.DisposeAsync();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override IHost CreateHost(IHostBuilder builder)
    {
        builder.ConfigureHostConfiguration(configuration => configuration.AddInMemoryCollection(_configuration));
        builder.ConfigureLogging(logging =>
        {
            logging.AddFilter("Microsoft", LogLevel.Warning);
            if (_log is not null)
                logging.AddProvider(_log);
        });
        return _host = base.CreateHost(builder);
    }
}
