namespace DevFlow.QdrantEmulator;

/// <summary>A stand-in for Qdrant in this process, for development and tests.</summary>
public sealed class QdrantEmulatorServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CollectionStore _store;

    private QdrantEmulatorServer(WebApplication app, CollectionStore store, Uri address) => (_app, _store, Address) = (app, store, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts an emulator.</summary>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="QdrantEmulatorException">
    /// An address that others can reach without a key, a port in use, or a data folder that is damaged, in use or not to be written.
    /// </exception>
    public static async Task<QdrantEmulatorServer> StartAsync(QdrantEmulatorOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var address = ListenAddress.Parse(options.Url, hasKey: !string.IsNullOrEmpty(options.ApiKey));
        var folder = options.DataFolder is { Length: > 0 } path ? DataFolder.Open(path) : null;
        CollectionStore? store = null;
        WebApplication? app = null;
        try
        {
            store = await CollectionStore.OpenAsync(folder, cancellationToken);
            app = EmulatorPipeline.Build(store, options, address);
            var bound = await ListenAsync(app, address, cancellationToken);
            EmulatorLog.Started(
                app.Logger, bound, folder?.Path ?? "memory", string.IsNullOrEmpty(options.ApiKey) ? "none, anybody is let in" : "needed");
            return new QdrantEmulatorServer(app, store, bound);
        }
        catch
        {
            if (app is not null)
                await app.DisposeAsync();
            store?.Dispose();
            folder?.Dispose();
            throw;
        }
    }

    /// <summary>Stops it; what was answered is on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _store.Dispose();
    }

    private static async Task<Uri> ListenAsync(WebApplication app, ListenAddress address, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException fault)
        {
            throw new QdrantEmulatorException(
                [$"{address.Uri} cannot be listened on: {fault.Message} Stop what listens there, or give another --urls"]);
        }

        return new UriBuilder(address.Uri) { Port = new Uri(app.Urls.Single()).Port }.Uri;
    }
}
