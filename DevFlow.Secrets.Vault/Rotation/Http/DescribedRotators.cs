using System.Collections.Concurrent;

namespace DevFlow.Secrets.Vault;

/// <summary>The rotators that files of <c>config/rotators</c> describe. A file that has changed counts from the next step on.</summary>
public sealed class DescribedRotators : IDisposable
{
    private readonly ConcurrentDictionary<string, (DotEnvFileStamp Stamp, SecretCatalog Catalog, IRotator Rotator)> _read = new(StringComparer.Ordinal);
    private readonly SecretsWorkspace _workspace;
    private readonly TimeProvider _time;
    private readonly Lazy<HttpExchange> _exchange;

    /// <summary>Those of a folder.</summary>
    /// <param name="workspace">The DevFlow folder, and the secrets that requests are sent with.</param>
    /// <param name="time">The clock.</param>
    public DescribedRotators(SecretsWorkspace workspace, TimeProvider time)
    {
        _workspace = workspace;
        _time = time;
        _exchange = new(() => new HttpExchange(time, RetryDelay, Handler));
    }

    /// <summary>The wait before a provider is asked again. Default 1 second, then twice as long.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The way to the network. Default TLS, or plain to this machine.</summary>
    public Func<HttpMessageHandler>? Handler { get; init; }

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Names => RotatorFile.NamesIn(_workspace.Root);

    /// <summary>A rotator by its name; null when no file describes it. One whose file cannot be used says so at each step.</summary>
    /// <param name="name">The name.</param>
    public IRotator? Find(string name)
    {
        if (!RotatorFile.IsName(name) || DotEnvFileStamp.Of(RotatorFile.PathOf(_workspace.Root, name)) is not { Target: not null } stamp)
            return null;
        var catalog = _workspace.Catalog;
        if (_read.TryGetValue(name, out var known) && known.Stamp == stamp && ReferenceEquals(known.Catalog, catalog))
            return known.Rotator;
        var rotator = Of(RotatorFile.Load(_workspace.Root, name, catalog));
        _read[name] = (stamp, catalog, rotator);
        return rotator;
    }

    /// <summary>Closes its connections.</summary>
    public void Dispose()
    {
        if (_exchange.IsValueCreated)
            _exchange.Value.Dispose();
    }

    private IRotator Of(RotatorFile file) => file switch
    {
        { Http: { } http } => new HttpRotator(file, http, _exchange.Value, _workspace.Resolver),
        { OAuth: { } oauth } => new OAuthRotator(file, oauth, _exchange.Value, _workspace.Resolver, _time),
        _ => new FaultyRotator(file),
    };
}
