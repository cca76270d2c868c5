using Microsoft.Extensions.Logging;

namespace DevFlow.Secrets;

/// <summary>How a workspace is opened. Everything has a default that suits a process started in a DevFlow folder.</summary>
public sealed record SecretsWorkspaceOptions
{
    /// <summary>
    /// The folder that holds .env and config/. Default: <c>DEVFLOW_ROOT</c>, else the nearest folder from <see cref="StartDirectory"/>
    /// upwards that has a <c>config/secrets.yaml</c>, else <see cref="StartDirectory"/>.
    /// </summary>
    public string? Root { get; init; }

    /// <summary>Where the search for the root starts. Default the current directory; ignored when <see cref="Root"/> is set.</summary>
    public string? StartDirectory { get; init; }

    /// <summary>
    /// The environment whose .env layers are read. Default <c>DOTNET_ENVIRONMENT</c>, else <c>ASPNETCORE_ENVIRONMENT</c>, else
    /// <c>Development</c>; lower case in file names.
    /// </summary>
    public string? EnvironmentName { get; init; }

    /// <summary>Reads an environment variable. Default the process environment.</summary>
    public Func<string, string?>? Environment { get; init; }

    /// <summary>Reads a connection string that the app host assigned, by its name. Default none.</summary>
    public Func<string, string?>? ConnectionString { get; init; }

    /// <summary>What is remembered between two reads. Default <see cref="SecretCaching.None"/>.</summary>
    public SecretCaching Caching { get; init; } = SecretCaching.None;

    /// <summary>
    /// The name under which this process puts its accesses on record, in <c>logs/audit</c> below the root. Default null: no record
    /// is kept.
    /// </summary>
    public string? AuditAs { get; init; }

    /// <inheritdoc cref="SecretResolverOptions.User"/>
    public Func<string?>? User { get; init; }

    /// <inheritdoc cref="SecretResolverOptions.Scrubber"/>
    public SecretScrubber? Scrubber { get; init; }

    /// <summary>
    /// Says that 1Password's Connect server is started later, by the very process that opens the workspace. Until then it is not asked,
    /// and <see cref="SecretsVerifier"/> leaves unchecked what only it can answer. Default false.
    /// </summary>
    public bool OnePasswordLater { get; init; }

    /// <summary>Changes how 1Password Connect is reached; for tests, which have no time for its patience.</summary>
    internal Func<ConnectOptions, ConnectOptions> Connect { get; init; } = options => options;

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider? TimeProvider { get; init; }

    /// <summary>Where the workspace and its resolver log. Default nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }
}
