using Microsoft.Extensions.Configuration;

namespace DevFlow.Secrets;

internal sealed class DevFlowSecretsConfigurationProvider : ConfigurationProvider, IDisposable
{
    private static readonly TimeSpan _tryAgainAfter = TimeSpan.FromSeconds(5);

    private readonly SecretsWorkspace _workspace;
    private readonly bool _isOwn;
    private readonly bool _includeSecrets;
    private readonly SemaphoreSlim _loading = new(1);
    private readonly ITimer _again;
    private bool _isIncomplete;
    private volatile HashSet<string> _secret = [];

    public DevFlowSecretsConfigurationProvider(DevFlowSecretsConfigurationOptions options)
    {
        _isOwn = options.Workspace is null;
        _workspace = options.Workspace ?? SecretsWorkspace.Open(new()
        {
            Caching = SecretCaching.InMemory,
            AuditAs = AppDomain.CurrentDomain.FriendlyName,
            Scrubber = options.Scrubber,
        });
        _includeSecrets = options.IncludeSecrets;
        _workspace.Changed += OnChanged;
        _again = TimeProvider.System.CreateTimer(_ => OnChanged(this, EventArgs.Empty), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool IsSecret(string path) => _secret.Contains(path);

    // A configuration is built synchronously. Off the caller's context, so that nobody waits for himself.
    public override void Load()
    {
        var refusals = Task.Run(LoadAsync).GetAwaiter().GetResult();
        if (refusals.Count > 0)
            throw new SecretConfigurationException(refusals);
    }

    public void Dispose()
    {
        _workspace.Changed -= OnChanged;
        _again.Dispose();
        if (_isOwn)
            _workspace.Dispose();
    }

    public override string ToString() => $"DevFlow secrets of {_workspace.Root}";

    // An entry that is refused is gone from then on: what it was is an old copy, and the resolver has logged the refusal.
    private void OnChanged(object? sender, EventArgs e) => _ = Task.Run(async () =>
    {
        var before = Data;
        await LoadAsync();
        if (before.Count != Data.Count || before.Except(Data).Any())
            OnReload();
    });

    private async Task<IReadOnlyList<Exception>> LoadAsync()
    {
        await _loading.WaitAsync();
        try
        {
            var entries = _workspace.Catalog.Entries.Where(entry => _includeSecrets || !entry.IsSecret).ToList();
            await _workspace.PreloadAsync(entries, CancellationToken.None);
            _isIncomplete = false;
            var data = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            var refusals = new List<Exception>();
            foreach (var entry in entries)
                await LoadAsync(entry, data, refusals);
            if (_isIncomplete)
                _again.Change(_tryAgainAfter, Timeout.InfiniteTimeSpan);
            _secret = new(entries.Where(entry => entry.IsSecret).SelectMany(NamesOf), StringComparer.OrdinalIgnoreCase);
            Data = data;
            return refusals;
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task LoadAsync(CatalogEntry entry, Dictionary<string, string?> data, List<Exception> refusals)
    {
        try
        {
            if (await _workspace.Resolver.TryGetAsync(entry.Key) is { } value)
            {
                foreach (var name in NamesOf(entry))
                    data[name] = value.Reveal();
            }
            else if ((await _workspace.Resolver.ExplainAsync(entry.Key)).State is SecretState.Unavailable)
            {
                Keep(entry, data);
            }
        }
        catch (SecretRefusedException refusal)
        {
            refusals.Add(refusal);
        }
        catch (SecretAuditException refusal)
        {
            refusals.Add(refusal);
            Keep(entry, data);
        }
    }

    // What cannot be asked for just now has not changed; it is asked for again soon.
    private void Keep(CatalogEntry entry, Dictionary<string, string?> data)
    {
        _isIncomplete = true;
        foreach (var name in NamesOf(entry))
        {
            if (Data.TryGetValue(name, out var before))
                data[name] = before;
        }
    }

    private static string[] NamesOf(CatalogEntry entry) => [ConfigurationPaths.Of(entry), entry.Key];
}
