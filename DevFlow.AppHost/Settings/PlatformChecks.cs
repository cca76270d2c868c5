using DevFlow.Secrets;

namespace DevFlow.AppHost;

/// <summary>Reads the settings and checks every rule before anything starts; all that is wrong is said at once.</summary>
internal static class PlatformChecks
{
    private const string DatabaseUrlKey = "DATABASE_URL";
    private const string QdrantUrlKey = "QDRANT_URL";

    /// <summary>Prepares a first run, reads the settings and checks them; prints what it finds.</summary>
    /// <returns>Null when the start must not go on.</returns>
    public static async Task<Platform?> PrepareAsync(IDistributedApplicationBuilder builder, Engine engine)
    {
        var runs = builder.ExecutionContext.IsRunMode;
        var isTest = bool.TryParse(builder.Configuration["DcpPublisher:RandomizePorts"], out var randomize) && randomize;
        var workspace = Open(builder, later: false);
        if (runs && workspace.Mode is DevFlowMode.Local && !isTest && (await FirstRun.PrepareAsync(workspace, CancellationToken.None)).Summary is { } summary)
            Console.WriteLine(summary);

        var onePassword = new OnePasswordSettings(workspace.Settings, workspace.Root, builder.ExecutionContext.IsPublishMode);
        var topology = workspace.Mode is { } known ? Topology.Of(known) : null;
        if (runs && topology is { OnePassword: true })
        {
            // A server that is somewhere else, or runs here by itself, is there already; one that is started here cannot be asked before.
            if (onePassword.IsHere && (isTest || !await onePassword.IsRunningAsync()))
                workspace = Open(builder, later: true);
            else
                topology = topology with { OnePassword = false };
        }

        var findings = runs ? [.. await SecretsVerifier.VerifyAsync(workspace, CancellationToken.None)] : new List<Finding>(SecretsVerifier.VerifySettings(workspace));
        findings.AddRange(engine.Check(builder.Configuration["DEVFLOW_ENGINE"]));
        if (workspace.Mode is not { } mode || topology is null)
            return Report(findings, platform: null);

        // Ports and logins are those of this machine: what is published has its own.
        // What a check has refused would be refused again.
        var asks = runs && topology.Stores && findings.TrueForAll(finding => finding.Severity != FindingSeverity.Error);
        var database = asks ? await DatabaseAsync(workspace, findings) : new();
        var qdrant = asks ? await QdrantAsync(workspace) : new();
        var platform = new Platform(workspace, mode, topology, database, qdrant, onePassword);
        // What the settings name is checked with all the rest; this is for the file that lies where it usually does, or nowhere.
        if (runs && topology.OnePassword && engine.RunsContainers && !onePassword.NamesCredentials)
            findings.AddRange(ConnectCredentials.Check(onePassword.CredentialsFile, session: null));
        if (runs && findings.TrueForAll(finding => finding.Severity != FindingSeverity.Error))
            findings.AddRange(AddDashboard(engine, platform, checksPorts: !isTest));
        return Report(findings, platform);
    }

    /// <summary>Nothing stands in the way but ports: the dashboard is set up, and with its ports all are known.</summary>
    private static IEnumerable<Finding> AddDashboard(Engine engine, Platform platform, bool checksPorts)
    {
        try
        {
            engine.AddDashboard(platform);
            return checksPorts ? PortCheck.Check([.. PortsOf(platform), .. engine.DashboardPorts(platform.Settings)]) : [];
        }
        catch (DistributedApplicationException fault)
        {
            return [new(FindingSeverity.Error, "dashboard-setting", "environment", Key: null, fault.Message, Remedy: null)];
        }
    }

    private static Platform? Report(List<Finding> findings, Platform? platform)
    {
        if (!FindingsReport.Print(findings))
            return null;
        if (platform is not null)
            Console.WriteLine($"mode: {DevFlowModes.Name(platform.Mode)} ({platform.Runs.Describe(platform)})");
        return platform;
    }

    private static SecretsWorkspace Open(IDistributedApplicationBuilder builder, bool later) => SecretsWorkspace.Open(new()
    {
        Root = Platform.RootOf(builder),
        EnvironmentName = builder.Configuration["DOTNET_ENVIRONMENT"] ?? Platform.DefaultEnvironment,
        // The command line stands above the environment, as everywhere in .NET.
        Environment = key => builder.Configuration[key],
        Caching = SecretCaching.OneRun,
        // What is published is asked for nowhere, and what 1Password will hold is not asked for by the app host.
        AuditAs = builder.ExecutionContext.IsRunMode && !later ? "apphost" : null,
        OnePasswordLater = later || builder.ExecutionContext.IsPublishMode,
    });

    private static IEnumerable<PlatformPort> PortsOf(Platform platform)
    {
        foreach (var key in platform.Runs.PortKeys)
            yield return At(key, platform.Port(key));
        if (platform.Database.Port is { } database)
            yield return At(DatabaseUrlKey, database);
        if (platform.Qdrant.HttpPort is { } http)
            yield return At(QdrantUrlKey, http);
        if (platform is { Runs.OnePassword: true, OnePassword.Port: { } connect })
            yield return At(platform.OnePassword.PortKey, connect);

        PlatformPort At(string key, int port) => new(key, platform.Settings.Find(key).Where, port);
    }

    /// <summary>A missing or malformed URL is a finding of the verifier and stops the start; the defaults only carry it that far.</summary>
    private static async Task<DatabaseSettings> DatabaseAsync(SecretsWorkspace workspace, List<Finding> findings)
    {
        var value = await workspace.Resolver.TryGetAsync(DatabaseUrlKey);
        if (!DatabaseUrl.TryParse(value?.Reveal() ?? "", out var url, out _))
            return new();
        if (url.User is not null && url.HasPassword)
            return new(url.Port, url.Database, url.User, () => url.RevealPassword()!);

        findings.Add(new(
            FindingSeverity.Error,
            "database-login",
            workspace.Settings.Find(DatabaseUrlKey).Where,
            DatabaseUrlKey,
            $"{DatabaseUrlKey} names no login or no password; the platform creates the login that it names",
            "write it as postgresql://login:password@localhost:5432/devflow"));
        return new();
    }

    private static async Task<QdrantSettings> QdrantAsync(SecretsWorkspace workspace)
    {
        var value = await workspace.Resolver.TryGetAsync(QdrantUrlKey);
        return new(Uri.TryCreate(value?.Reveal(), UriKind.Absolute, out var url) ? url.Port : null);
    }
}
