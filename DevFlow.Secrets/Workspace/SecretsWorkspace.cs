using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevFlow.Secrets;

/// <summary>
/// A DevFlow folder opened for its secrets: .env files, catalog, settings and the resolver over them. The command line, the app
/// host and every service start from one of these.
/// </summary>
public sealed class SecretsWorkspace : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan _lookEvery = TimeSpan.FromSeconds(1);

    private readonly Func<string, string?> _environment;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly OnePasswordConnection _onePassword;
    private readonly OnePasswordSource _onePasswordSource;
    private readonly SecretResolver _resolver;
    private readonly SecretAudit? _audit;
    private readonly Func<string?>? _user;
    private readonly ITimer? _watch;
    private readonly Lock _reloading = new();
    private volatile WorkspaceFiles _files;
    private long _looked;

    private SecretsWorkspace(SecretsWorkspaceOptions options)
    {
        _environment = options.Environment ?? EnvironmentSource.Read;
        _time = options.TimeProvider ?? TimeProvider.System;
        _logger = options.LoggerFactory?.CreateLogger(SecretsTelemetry.Name) ?? NullLogger.Instance;
        Root = WorkspaceRoot.Find(options, _environment);
        EnvironmentName = (NonEmpty(options.EnvironmentName) ?? NonEmpty(_environment("DOTNET_ENVIRONMENT"))
            ?? NonEmpty(_environment("ASPNETCORE_ENVIRONMENT")) ?? "development").ToLowerInvariant();
        _files = WorkspaceFiles.Read(Root, EnvironmentName, _environment);
        _looked = _time.GetTimestamp();

        Settings = new DevFlowSettings(_environment, () => Layers);
        _onePassword = new OnePasswordConnection(Settings, options.Caching, _time, _logger)
        {
            Options = options.Connect,
            Scrubber = options.Scrubber,
            Later = options.OnePasswordLater,
        };
        _onePasswordSource = new OnePasswordSource(_onePassword, _time, _logger);
        _user = options.User;
        _audit = options.AuditAs is { } name ? new SecretAudit(AuditOptions(name, options.Caching is OneRunSecretCaching)) : null;
        _resolver = new SecretResolver(ResolverOptions(options));

        // With values served from memory nobody comes by to see that a file has changed.
        if (options.Caching.RemembersValues)
            _watch = _time.CreateTimer(_ => Current(), state: null, _lookEvery, _lookEvery);
    }

    /// <summary>
    /// Tells that values may have changed: files were read again, or a rotation was announced. What a listener throws is logged and
    /// goes no further.
    /// </summary>
    public event EventHandler? Changed;

    /// <summary>The folder that holds .env and config/.</summary>
    public string Root { get; }

    /// <summary>The environment whose .env layers are read, in lower case.</summary>
    public string EnvironmentName { get; }

    /// <summary>The .env files. Read again when one changed, unless <c>HOT_RELOAD</c> is false; looked at once a second at most.</summary>
    public DotEnvLayers Layers => Current().Layers;

    /// <summary>The catalog. Read again as <see cref="Layers"/> is.</summary>
    public SecretCatalog Catalog => Current().Catalog;

    /// <summary>The settings: environment first, then .env.</summary>
    public DevFlowSettings Settings { get; }

    /// <summary>The cascade over this folder.</summary>
    public ISecretResolver Resolver => _resolver;

    /// <summary>
    /// The mode; <see cref="DevFlowMode.Local"/> when none is set, and null when <c>DEVFLOW_MODE</c> names none of the four, which
    /// <see cref="SecretsVerifier"/> reports.
    /// </summary>
    public DevFlowMode? Mode
    {
        get
        {
            var name = Settings.Get(DevFlowSettingKeys.Mode, "local");
            return DevFlowModes.TryParse(name, out var mode) ? mode : null;
        }
    }

    /// <summary>Opens a folder. Never throws for what is in it: <see cref="SecretsVerifier"/> says what is wrong.</summary>
    /// <param name="options">How; by default from the current directory and the process environment.</param>
    public static SecretsWorkspace Open(SecretsWorkspaceOptions? options = null) => new(options ?? new SecretsWorkspaceOptions());

    /// <summary>Reads .env files and catalog again, whether they changed or not.</summary>
    public void Reload()
    {
        lock (_reloading)
        {
            _files = WorkspaceFiles.Read(Root, EnvironmentName, _environment);
            _looked = _time.GetTimestamp();
        }

        _resolver.ForgetValues();
        TellChanged();
    }

    /// <summary>Takes the announcement that a secret has changed: what is remembered of it is dropped, and listeners are told.</summary>
    /// <param name="invalidation">What has changed.</param>
    public void Invalidate(SecretInvalidation invalidation)
    {
        _resolver.Invalidate(invalidation);
        TellChanged();
    }

    /// <summary>
    /// Puts an access on record that went past the resolver, such as one to the vault, or one that was refused before it got anywhere. Without
    /// <see cref="SecretsWorkspaceOptions.AuditAs"/> nothing is kept.
    /// </summary>
    /// <param name="access">The access. Where it names no trace, the current one is taken.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SecretAuditException">It cannot be written, and the audit is required: do not hand out what was accessed.</exception>
    public async ValueTask RecordAsync(SecretAccess access, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(access);
        if (_audit is null)
            return;
        if (access.TraceId is null && Activity.Current is { } current)
            access = access with { TraceId = $"{current.TraceId}", SpanId = $"{current.SpanId}" };
        _audit.Release(await _audit.RecordAsync(access, cancellationToken));
    }

    /// <summary>
    /// As <see cref="RecordAsync"/>, for what may come again and again, such as a refusal of who asks too often: the first is on record at once, and how many followed as
    /// sums of ten seconds, so that nobody fills the audit by being refused.
    /// </summary>
    /// <param name="access">The access, without a trace.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SecretAuditException">It cannot be written, and the audit is required.</exception>
    public ValueTask CountAsync(SecretAccess access, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(access);
        return _audit?.CountAsync(access, cancellationToken) ?? default;
    }

    /// <summary>
    /// A place of this folder's secrets that can be written to. What is written or removed is put on record; call <see cref="Reload"/>
    /// or <see cref="Invalidate"/> afterwards, so that the resolver does not go on with what it remembers.
    /// </summary>
    /// <param name="name">
    /// <see cref="SecretSourceNames.DotEnv"/> for the file .env itself, no higher layer, or <see cref="SecretSourceNames.OnePassword"/>.
    /// </param>
    /// <exception cref="ArgumentException">The name is another.</exception>
    public ISecretStore GetStore(string name) => new AuditedStore(GetReplacingStore(name), _audit, () => Catalog, _user);

    /// <summary>
    /// The Workflow Engine of this folder, by its API: at <c>DEVFLOW_API_URL</c> where that is set or the mode has a hosted part, else at
    /// <c>WORKFLOW_ENGINE_PORT</c> of this machine. The caller is who <c>DEVFLOW_API_KEY</c> was issued for.
    /// </summary>
    /// <param name="http">Used for all calls; its base address is set here. Retries are its handlers' to do.</param>
    /// <exception cref="SettingException">The address is none that may be called.</exception>
    public EngineApi GetEngine(HttpClient http)
    {
        ArgumentNullException.ThrowIfNull(http);
        http.BaseAddress = HostedApi.EngineOf(Mode, Settings);
        return new EngineApi(http, new EngineKey(this));
    }

    /// <summary>
    /// The secrets of a project in the vault's database, at the Workflow Engine of this folder: see <see cref="GetEngine"/>. What is done is put on
    /// record by the engine too.
    /// </summary>
    /// <param name="project">The project's name.</param>
    /// <param name="environment">One of <see cref="VaultNames.Environments"/>.</param>
    /// <param name="http">Used for all calls; its base address is set here.</param>
    /// <exception cref="SettingException">The address is none that may be called.</exception>
    public ISecretStore GetProjectStore(string project, string environment, HttpClient http) =>
        new AuditedStore(new ProjectStore(GetEngine(http), project, environment, _time), _audit, () => Catalog, _user);

    /// <summary>Writes what is still to be put on record, and lets go of timers and connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_watch is not null)
            await _watch.DisposeAsync();
        _resolver.Dispose();
        if (_audit is not null)
            await _audit.DisposeAsync();
        _onePassword.Dispose();
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>An explanation together with the value, for the checks of our own. No access: nothing is handed out.</summary>
    internal ValueTask<(SecretExplanation Explanation, SecretValue? Value)> InspectAsync(CatalogEntry entry, CancellationToken cancellationToken) =>
        _resolver.InspectAsync(entry.Key, entry.Reference, cancellationToken);

    /// <summary>The way to 1Password, for what keeps to other rules than the cascade of the platform's own secrets: the vault's tiers.</summary>
    internal OnePasswordConnection OnePassword => _onePassword;

    /// <summary>The source of the cascade; announcements reach what it remembers.</summary>
    internal OnePasswordSource OnePasswordSource => _onePasswordSource;

    /// <summary>As <see cref="GetStore"/>, for who puts on record himself what he changes.</summary>
    internal IReplacingStore GetReplacingStore(string name) => name switch
    {
        SecretSourceNames.DotEnv => new DotEnvStore(Root, _environment, _time),
        SecretSourceNames.OnePassword => new OnePasswordStore(_onePassword, () => Catalog, _time),
        _ => throw new ArgumentException("No store has this name.", nameof(name)),
    };

    internal bool OnePasswordLater => _onePassword.Later;

    internal Task PreloadAsync(IReadOnlyList<CatalogEntry> entries, CancellationToken cancellationToken) =>
        _resolver.PreloadAsync(entries, cancellationToken);

    private SecretResolverOptions ResolverOptions(SecretsWorkspaceOptions options) => ResolverOptions(
        options, [_onePasswordSource, new DotEnvSource(() => Layers, _time), new EnvironmentSource(_environment, _time)]);

    private SecretResolverOptions ResolverOptions(SecretsWorkspaceOptions options, IReadOnlyList<ISecretSource> cascade) => new()
    {
        Sources = [new AssignedSource(options.ConnectionString ?? (_ => null), _time, cascade), .. cascade],
        Catalog = () => Catalog,
        Mode = () => Mode,
        Remember = options.Caching.RemembersValues ? SecretCachingTimes.Of(Settings).Fresh : TimeSpan.Zero,
        Audit = _audit,
        Scrubber = options.Scrubber,
        User = options.User,
        Logger = _logger,
        TimeProvider = _time,
    };

    private SecretAuditOptions AuditOptions(string name, bool isShortLived) => new()
    {
        Folder = Path.Combine(Root, "logs", "audit"),
        Service = name,
        Key = ChainKeyAsync,
        // What somebody meant to set and wrote wrongly is taken for the stricter of the two.
        Required = Settings.Get(DevFlowSettingKeys.AuditRequired) is { } text && (!SettingKey.TryBoolean(text, out var required) || required),
        IsShortLived = isShortLived,
        TimeProvider = _time,
        Logger = _logger,
    };

    // The audit's own look at the key that seals it is no access: it would have to be sealed before it could be written.
    private async ValueTask<ReadOnlyMemory<byte>?> ChainKeyAsync(CancellationToken cancellationToken)
    {
        var (explanation, value) = await _resolver.InspectAsync(KnownKeys.EncryptionKey, reference: null, cancellationToken);

        // A chain that is sealed with another key than the one of other days would look broken: it waits until the key can be told.
        var inDoubt = explanation.Steps.TakeWhile(step => step != explanation.WinningStep)
            .FirstOrDefault(step => step.Outcome is SourceOutcome.Unavailable or SourceOutcome.Denied or SourceOutcome.Ambiguous);
        if (inDoubt is not null && Mode is not DevFlowMode.Local)
            throw new InvalidOperationException($"{KnownKeys.EncryptionKey}, which seals it, cannot be told: {inDoubt.Source}: {inDoubt.Detail}");
        return value is not null && EncryptionKey.TryDecode(value.Reveal(), out var key) ? key : null;
    }

    private void TellChanged()
    {
        try
        {
            Changed?.Invoke(this, EventArgs.Empty);
        }
        catch (Exception fault)
        {
            SecretsLog.ListenerFailed(_logger, fault.GetType().Name);
        }
    }

    private WorkspaceFiles Current()
    {
        var looked = Interlocked.Read(ref _looked);
        if (_time.GetElapsedTime(looked) < _lookEvery)
            return _files;

        // One caller looks; the others go on with what there is.
        if (Interlocked.CompareExchange(ref _looked, _time.GetTimestamp(), looked) == looked && IsHot(_files) && _files.AnyChanged())
        {
            Reload();
            SecretsLog.Reloaded(_logger, Root);
        }

        return _files;
    }

    private bool IsHot(WorkspaceFiles files) =>
        new DevFlowSettings(_environment, () => files.Layers).Get(DevFlowSettingKeys.HotReload) is not { } text
        || !SettingKey.TryBoolean(text, out var hot) || hot;

    private static string? NonEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
