using DevFlow.Secrets;

namespace DevFlow.AppHost;

/// <summary>What the topology needs to know: root folder, mode, ports, database. Read once, checked before anything starts.</summary>
internal sealed class Platform
{
    /// <summary>What runs on a developer's machine is Development, unless DOTNET_ENVIRONMENT says otherwise.</summary>
    public const string DefaultEnvironment = "Development";

    private const string DatabaseUrlKey = "DATABASE_URL";
    private const string QdrantUrlKey = "QDRANT_URL";

    private Platform(SecretsWorkspace workspace, DatabaseSettings database, QdrantSettings qdrant)
    {
        Workspace = workspace;
        Database = database;
        Qdrant = qdrant;
    }

    public SecretsWorkspace Workspace { get; }

    public DevFlowSettings Settings => Workspace.Settings;

    public string Root => Workspace.Root;

    public DatabaseSettings Database { get; }

    public QdrantSettings Qdrant { get; }

    /// <summary>Prepares a first run, reads the settings and checks every rule; prints what it finds.</summary>
    /// <returns>Null when the start must not go on.</returns>
    public static async Task<Platform?> PrepareAsync(IDistributedApplicationBuilder builder)
    {
        var workspace = Open(builder);
        var isTest = bool.TryParse(builder.Configuration["DcpPublisher:RandomizePorts"], out var randomize) && randomize;
        if (builder.ExecutionContext.IsRunMode && workspace.Mode == DevFlowMode.Local && !isTest)
        {
            var prepared = await FirstRun.PrepareAsync(workspace, CancellationToken.None);
            if (prepared.Summary is { } summary)
                Console.WriteLine(summary);
        }

        var findings = builder.ExecutionContext.IsRunMode ? [.. await SecretsVerifier.VerifyAsync(workspace, CancellationToken.None)] : new List<Finding>();
        if (workspace.Mode is { } mode && mode != DevFlowMode.Local)
            findings.Add(NotStartedYet(workspace, mode));

        var database = await DatabaseAsync(workspace, findings);
        var qdrant = await QdrantAsync(workspace);
        var platform = new Platform(workspace, database, qdrant);
        if (builder.ExecutionContext.IsRunMode && !isTest && findings.TrueForAll(finding => finding.Severity != FindingSeverity.Error))
        {
            var ports = platform.AllPorts().ToList();
            findings.AddRange(PortCheck.Clashes(ports, DatabaseUrlKey));
            findings.AddRange(PortCheck.Check(ports));
        }

        return FindingsReport.Print(findings) ? platform : null;
    }

    /// <summary>The folder of .env and config/: DEVFLOW_ROOT, else the one that holds the app host's.</summary>
    public static string RootOf(IDistributedApplicationBuilder builder) =>
        builder.Configuration["DEVFLOW_ROOT"] ?? Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(builder.AppHostDirectory))!;

    public int Port(string key) => Settings.GetInt(key);

    /// <summary>DATABASE_URL with the address of the server that was started: this is what services are handed.</summary>
    public ReferenceExpression ApplicationLogin(IDistributedApplicationBuilder builder, PostgresServerResource server)
    {
        var login = builder.AddParameter("database-login", () => Database.Login);
        var password = builder.AddParameter("database-password", Database.Password, secret: true);
        return ReferenceExpression.Create($"postgresql://{login:uri}:{password:uri}@{server.Host}:{server.Port}/{Uri.EscapeDataString(Database.Name)}");
    }

    private IEnumerable<(string Key, string Where, int Port)> AllPorts() => Ports.All
        .Select(key => (key, Settings.Find(key).Where, Port(key)))
        .Append((DatabaseUrlKey, Settings.Find(DatabaseUrlKey).Where, Database.Port));

    private static SecretsWorkspace Open(IDistributedApplicationBuilder builder) => SecretsWorkspace.Open(new()
    {
        Root = RootOf(builder),
        EnvironmentName = builder.Configuration["DOTNET_ENVIRONMENT"] ?? DefaultEnvironment,
        // The command line stands above the environment, as everywhere in .NET.
        Environment = key => builder.Configuration[key],
        Caching = SecretCaching.OneRun,
        AuditAs = "apphost",
    });

    private static Finding NotStartedYet(SecretsWorkspace workspace, DevFlowMode mode) => new(
        FindingSeverity.Error,
        "mode-not-started",
        workspace.Settings.Find("DEVFLOW_MODE").Where,
        "DEVFLOW_MODE",
        $"this version of the app host starts the mode 'local' only; DEVFLOW_MODE is '{DevFlowModes.Name(mode)}'",
        "set DEVFLOW_MODE=local");

    /// <summary>A missing or malformed URL is a finding of the verifier and stops the start; the defaults only carry it that far.</summary>
    private static async Task<DatabaseSettings> DatabaseAsync(SecretsWorkspace workspace, List<Finding> findings)
    {
        var value = await workspace.Resolver.TryGetAsync(DatabaseUrlKey);
        if (!DatabaseUrl.TryParse(value?.Reveal() ?? "", out var url, out _))
            return new(DatabaseUrl.DefaultPort, "devflow", "devflow", () => throw new InvalidOperationException($"{DatabaseUrlKey} is not set."));
        if (url.User is not null && url.HasPassword)
            return new(url.Port, url.Database, url.User, () => url.RevealPassword()!);

        findings.Add(new(
            FindingSeverity.Error,
            "database-login",
            workspace.Settings.Find(DatabaseUrlKey).Where,
            DatabaseUrlKey,
            $"{DatabaseUrlKey} names no login or no password; the platform creates the login that it names",
            "write it as postgresql://login:password@localhost:5432/devflow"));
        return new(url.Port, url.Database, "", () => "");
    }

    private static async Task<QdrantSettings> QdrantAsync(SecretsWorkspace workspace)
    {
        var value = await workspace.Resolver.TryGetAsync(QdrantUrlKey);
        return new(Uri.TryCreate(value?.Reveal(), UriKind.Absolute, out var url) ? url.Port : 6333);
    }
}
