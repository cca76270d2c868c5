namespace DevFlow.Secrets;

/// <summary>
/// The REST API of 1Password Connect (version 1). A read is repeated when Connect is away, on the next endpoint first; a write only when
/// no connection came about. Every method throws <see cref="ConnectException"/>, and honours cancellation.
/// </summary>
public sealed partial class ConnectClient : IDisposable
{
    /// <summary>The largest file that <see cref="GetFileAsync"/> reads unless told otherwise, in bytes: 1 MiB.</summary>
    public const int MaxFileBytes = 1024 * 1024;

    private readonly ConnectTransport _transport;

    /// <summary>Prepares a client. Nothing is connected until the first call.</summary>
    /// <param name="options">How Connect is reached.</param>
    /// <exception cref="ArgumentException">There is no endpoint, or one that is not usable.</exception>
    public ConnectClient(ConnectOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var addresses = string.Join(',', options.Endpoints.Select(address => address.OriginalString));
        if (!ConnectEndpoints.TryParse(addresses, out var endpoints, out var problem))
            throw new ArgumentException($"1Password Connect cannot be asked: {problem}.", nameof(options));
        Options = options with { Endpoints = endpoints };
        _transport = new ConnectTransport(Options);
    }

    internal ConnectOptions Options { get; }

    /// <summary>The vaults that the token opens.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<ConnectVault>> ListVaultsAsync(CancellationToken cancellationToken = default) =>
        GetAsync("v1/vaults", ConnectJson.Vaults, cancellationToken);

    /// <summary>The vaults with a title, compared without regard to case.</summary>
    /// <param name="title">The title.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<ConnectVault>> FindVaultsAsync(string title, CancellationToken cancellationToken = default) =>
        FindAsync("v1/vaults", "name", title, ConnectJson.Vaults, vault => vault.Name, cancellationToken);

    /// <summary>The items of a vault, without their fields.</summary>
    /// <param name="vaultId">The vault's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<ConnectItem>> ListItemsAsync(string vaultId, CancellationToken cancellationToken = default) =>
        GetAsync(ItemsPath(vaultId), ConnectJson.Items, cancellationToken);

    /// <summary>The items of a vault with a title, compared without regard to case; without their fields.</summary>
    /// <param name="vaultId">The vault's id.</param>
    /// <param name="title">The title.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<ConnectItem>> FindItemsAsync(string vaultId, string title, CancellationToken cancellationToken = default) =>
        FindAsync(ItemsPath(vaultId), "title", title, ConnectJson.Items, item => item.Title, cancellationToken);

    /// <summary>A whole item.</summary>
    /// <param name="vaultId">The vault's id.</param>
    /// <param name="itemId">The item's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ConnectItem> GetItemAsync(string vaultId, string itemId, CancellationToken cancellationToken = default) =>
        GetAsync(ItemPath(vaultId, itemId), ConnectJson.Item, cancellationToken);

    /// <summary>The content of a file.</summary>
    /// <param name="file">The file, as its item lists it.</param>
    /// <param name="maxBytes">The largest content that is accepted, in bytes.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<byte[]> GetFileAsync(ConnectFile file, int maxBytes = MaxFileBytes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBytes);
        var call = new ConnectCall<byte[]>(HttpMethod.Get, ContentPath(file), body => body.ToArray());
        return _transport.SendAsync(call with { MaxBytes = maxBytes, IsFile = true }, cancellationToken);
    }

    /// <summary>How each endpoint is. It throws nothing for an endpoint that is away: that is an answer.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<ConnectHealth>> HealthAsync(CancellationToken cancellationToken = default) =>
        _transport.HealthAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    private static string ItemsPath(string vaultId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(vaultId);
        return $"v1/vaults/{Uri.EscapeDataString(vaultId)}/items";
    }

    private static string ItemPath(string vaultId, string itemId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(itemId);
        return $"{ItemsPath(vaultId)}/{Uri.EscapeDataString(itemId)}";
    }

    // The path comes from Connect, and the token goes along: only a path is taken, never another host or a way upwards.
    private static string ContentPath(ConnectFile file)
    {
        var path = file.ContentPath?.TrimStart('/') ?? "";
        var isPath = path.StartsWith("v1/", StringComparison.Ordinal)
            && path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.')
            && !path.Contains("..", StringComparison.Ordinal);
        return isPath
            ? path
            : throw new ConnectException(ConnectErrorKind.Invalid, $"file {file.Id} has no content path that Connect would give");
    }

    private Task<T> GetAsync<T>(string path, Func<ReadOnlyMemory<byte>, T> read, CancellationToken cancellationToken) =>
        _transport.SendAsync(new ConnectCall<T>(HttpMethod.Get, path, read), cancellationToken);

    private async Task<IReadOnlyList<T>> FindAsync<T>(
        string path, string attribute, string title, Func<ReadOnlyMemory<byte>, IReadOnlyList<T>> read, Func<T, string> titleOf,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        // How a quote is written inside a filter is documented nowhere; such a title is looked for here.
        if (!title.Any(c => c is '"' or '\\' || char.IsControl(c)))
        {
            var filter = Uri.EscapeDataString($"{attribute} eq \"{title}\"");
            if (Named(await GetAsync($"{path}?filter={filter}", read, cancellationToken)) is { Count: > 0 } found)
                return found;
        }

        // Whether Connect's eq regards case is not documented either.
        return Named(await GetAsync(path, read, cancellationToken));

        List<T> Named(IReadOnlyList<T> all) => [.. all.Where(one => titleOf(one).Equals(title, StringComparison.OrdinalIgnoreCase))];
    }
}
