using DevFlow.Secrets;

namespace DevFlow.AppHost;

/// <summary>What the topology needs to know: root folder, mode, ports, stores. Read once, by <see cref="PlatformChecks"/>.</summary>
internal sealed record Platform(SecretsWorkspace Workspace, DevFlowMode Mode, Topology Runs, DatabaseSettings Database, QdrantSettings Qdrant, OnePasswordSettings OnePassword)
{
    /// <summary>What runs on a developer's machine is Development, unless DOTNET_ENVIRONMENT says otherwise.</summary>
    public const string DefaultEnvironment = "Development";

    private readonly Dictionary<string, IResourceBuilder<ParameterResource>> _secrets = new(StringComparer.Ordinal);

    /// <summary>How a password is made that nobody has to type. Without special characters, since publishers write it into URLs as it is.</summary>
    public static GenerateParameterDefault Password => new() { MinLength = 32, Special = false };

    public DevFlowSettings Settings => Workspace.Settings;

    public string Root => Workspace.Root;

    /// <summary>The hosted part's address.</summary>
    public Uri HostedApi => DevFlow.Secrets.HostedApi.AddressOf(Mode, Settings)
        ?? throw new InvalidOperationException($"Nothing is hosted in {DevFlowModes.Name(Mode)} mode.");

    /// <summary>The Connect server that is started here, once it is in the model; null where none is.</summary>
    public IResourceBuilder<OnePasswordConnectResource>? Connect { get; set; }

    /// <summary>The folder of .env and config/: DEVFLOW_ROOT, else the one that holds the app host's.</summary>
    public static string RootOf(IDistributedApplicationBuilder builder) =>
        builder.Configuration["DEVFLOW_ROOT"] ?? Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(builder.AppHostDirectory))!;

    public int Port(string key) => Settings.GetInt(key);

    /// <summary>
    /// The secrets that a published service is given as inputs: those that the mode requires of it. On premises it asks 1Password, and what
    /// is assigned it has already.
    /// </summary>
    public IEnumerable<(string Key, IResourceBuilder<ParameterResource> Input)> InputsOf(IDistributedApplicationBuilder builder, string service)
    {
        if (Mode is DevFlowMode.OnPrem)
            yield break;
        foreach (var entry in Workspace.Catalog.Entries.Where(entry => entry.IsRequiredIn(Mode) && entry.UsedBy.Contains(service) && entry.AssignedConnection is null))
            yield return (entry.Key, Secret(builder, entry.Key));
    }

    /// <summary>Resolves what the app host itself needs; prints what is missing.</summary>
    public async Task<bool> LoadSecretsAsync(IDistributedApplicationBuilder builder)
    {
        try
        {
            await builder.PreloadSecretsAsync(Workspace.Resolver);
            return true;
        }
        catch (DistributedApplicationException fault)
        {
            await Console.Error.WriteLineAsync($"error: {fault.Message}");
            return false;
        }
    }

    /// <summary>A secret as a parameter, the same for all that are given it.</summary>
    public IResourceBuilder<ParameterResource> Secret(IDistributedApplicationBuilder builder, string key)
    {
        if (!_secrets.TryGetValue(key, out var secret))
            _secrets[key] = secret = builder.AddSecret(key.ToLowerInvariant().Replace('_', '-'), key);
        return secret;
    }
}
