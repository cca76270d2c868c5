using DevFlow.KnowledgeHub.Documents;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DevFlow.KnowledgeHub.Tests.Support;

/// <summary>A Knowledge Hub in this process, listening on a port of loopback, with a folder of its own.</summary>
internal sealed class Hub : ServiceInProcess<KnowledgeCollections>
{
    private readonly ILoggerProvider? _log;

    private Hub(HubSettings settings)
    {
        _log = settings.Log;
        Folder = new HubFolder(settings);
        foreach (var (key, value) in Folder.Configuration)
            Configuration[key] = value;
    }

    public HubFolder Folder { get; }

    public static Hub Start(HubSettings settings)
    {
        var hub = new Hub(settings);
        hub.Start();
        return hub;
    }

    /// <summary>A client of somebody; see <see cref="TokenServer"/>. Null: of nobody.</summary>
    public HttpClient Client(string? token = "member.ann")
    {
        var client = CreateAnonymousClient();
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    protected override IHost CreateHost(IHostBuilder builder)
    {
        builder.ConfigureLogging(logging =>
        {
            logging.AddFilter("Microsoft", LogLevel.Warning);
            if (_log is not null)
                logging.AddProvider(_log);
        });
        return base.CreateHost(builder);
    }

    protected override void RemoveFolder() => Folder.Dispose();
}
