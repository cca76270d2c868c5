namespace DevFlow.ConnectEmulator;

/// <summary>
/// A stand-in for 1Password Connect in this process, for development and tests. Only this machine can reach it.
/// </summary>
public sealed class ConnectEmulatorServer : IAsyncDisposable
{
    private readonly Emulator _emulator;
    private ConnectAddress _address;
    private WebApplication? _app;

    private ConnectEmulatorServer(Emulator emulator, ConnectAddress address) => (_emulator, _address) = (emulator, address);

    /// <summary>Where it listens; the same after a restart.</summary>
    public Uri Address => new UriBuilder(Uri.UriSchemeHttp, _address.Address.ToString(), _address.Port).Uri;

    /// <summary>What goes wrong.</summary>
    public FaultSwitches Faults => _emulator.Faults;

    /// <summary>What was asked of it.</summary>
    public RequestLog Requests => _emulator.Requests;

    /// <summary>Starts an emulator.</summary>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConnectEmulatorException">An address that others can reach, a port in use, or a fault in the vault or data file.</exception>
    public static async Task<ConnectEmulatorServer> StartAsync(ConnectEmulatorOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var address = ConnectAddress.Parse(options.Url);
        var time = options.TimeProvider ?? TimeProvider.System;
        var file = await ReadVaultsAsync(options, time, cancellationToken);
        if (options.Token is { Length: > 0 } token)
            file = file.With(token);
        var data = options.DataFile is { } path ? new DataFile(path) : null;
        var isKept = data is { Exists: true };
        var store = new VaultStore(isKept ? data!.Read() : file.State, data);
        var server = new ConnectEmulatorServer(new Emulator(store, new TokenStore(file.Tokens, time), time, options), address);
        await server.ListenAsync(cancellationToken);
        EmulatorLog.Started(
            server._app!.Logger,
            server.Address,
            isKept ? data!.Path : options.VaultsFile is { } vaults ? Path.GetFullPath(vaults) : "memory",
            file.Tokens is [{ Name: VaultFile.DefaultTokenName }]
                ? "the one in its README.md, as the vault file names none"
                : $"{file.Tokens.Count} of its own");
        return server;
    }

    /// <summary>Finds an item by its title or id; the first where several share a title.</summary>
    /// <param name="vault">The vault's name or id.</param>
    /// <param name="titleOrId">The item's title or id.</param>
    public Item? FindItem(string vault, string titleOrId) => FindItem(_emulator.Store.State.Find(vault), titleOrId);

    /// <summary>Sets a field as if somebody had done it in an app: the item's version and the vault's content version grow.</summary>
    /// <param name="vault">The vault's name or id.</param>
    /// <param name="titleOrId">The item's title or id.</param>
    /// <param name="field">The field's id or label; one that is not there comes into being.</param>
    /// <param name="value">The new value; null empties the field.</param>
    /// <exception cref="ArgumentException">There is no such vault or item.</exception>
    public void SetField(string vault, string titleOrId, string field, string? value)
    {
        var now = _emulator.Time.GetUtcNow();
        var id = _emulator.Store.State.Find(vault)?.Id ?? throw new ArgumentException($"there is no vault '{vault}'", nameof(vault));
        _emulator.Store.Update(id, now, held =>
        {
            var item = FindItem(held, titleOrId) ?? throw new ArgumentException($"there is no item '{titleOrId}'", nameof(titleOrId));
            var old = item.Fields.Find(known => known.Id == field) ?? item.Fields.Find(known => known.Label == field);
            var fields = old is null
                ? item.Fields.Add(new ItemField { Id = Ids.Random(), Label = field, Type = FieldTypes.Concealed, Value = value })
                : item.Fields.Replace(old, old with { Value = value, Entropy = null });
            var changed = item with
            {
                Version = item.Version + 1,
                UpdatedAt = now,
                Fields = fields,
                PasswordHistory = ItemReader.HistoryOf(item, fields),
            };
            return (held.Items.Replace(item, changed), changed);
        });
    }

    /// <summary>Takes a token back: it is answered 401 from now on.</summary>
    /// <param name="tokenName">The token's name, not its value.</param>
    /// <exception cref="ArgumentException">There is no such token.</exception>
    public void Revoke(string tokenName)
    {
        if (!_emulator.Tokens.Revoke(tokenName))
            throw new ArgumentException($"there is no token '{tokenName}'", nameof(tokenName));
    }

    /// <summary>Stops listening and keeps everything else.</summary>
    /// <param name="cancellationToken">Cuts the requests under way short.</param>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (_app is not { } app)
            return;
        _app = null;
        await app.StopAsync(cancellationToken);
        await app.DisposeAsync();
    }

    /// <summary>Listens again on the port it had, with vaults, tokens, faults and requests as they were.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConnectEmulatorException">Somebody took the port meanwhile.</exception>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await StopAsync(cancellationToken);
        await ListenAsync(cancellationToken);
    }

    /// <summary>Stops it.</summary>
    public async ValueTask DisposeAsync() => await StopAsync();

    private static async Task<VaultFile> ReadVaultsAsync(ConnectEmulatorOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (options.VaultsYaml is { } yaml)
            return VaultFile.Read(yaml, "vaults", time.GetUtcNow());
        if (options.VaultsFile is not { } path)
            return VaultFile.Empty;
        try
        {
            return VaultFile.Read(await File.ReadAllTextAsync(path, cancellationToken), path, time.GetUtcNow());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConnectEmulatorException([$"{path}: the vault file cannot be read: {e.Message}"]);
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var app = EmulatorPipeline.Build(_emulator, _address);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException)
        {
            await app.DisposeAsync();
            throw new ConnectEmulatorException([$"{Address} is in use: stop what listens there, or give another --urls"]);
        }

        _app = app;
        _address = _address with { Port = new Uri(app.Urls.Single()).Port };
    }

    private static Item? FindItem(Vault? vault, string titleOrId) =>
        vault?.Items.Find(item => item.Id == titleOrId) ?? vault?.Items.Find(item => item.Title == titleOrId);
}
