using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevFlow.Secrets;

/// <summary>
/// A DevFlow folder opened for its secrets: .env files, catalog, settings and the resolver over them. The command line, the app
/// host and every service start from one of these.
/// </summary>
public sealed class SecretsWorkspace
{
    private static readonly TimeSpan _lookEvery = TimeSpan.FromSeconds(1);

    private readonly Func<string, string?> _environment;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
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
        Resolver = new SecretResolver(
            [
                new AssignedSource(options.ConnectionString ?? (_ => null), _time),
                new OnePasswordSource(() => Settings.Get(DevFlowSettingKeys.ConnectToken)),
                new DotEnvSource(() => Layers, _time),
                new EnvironmentSource(_environment, _time),
            ],
            () => Catalog, _logger, _time, () => Mode);
    }

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
    public ISecretResolver Resolver { get; }

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
