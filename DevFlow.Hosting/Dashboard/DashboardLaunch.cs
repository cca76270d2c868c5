using System.Globalization;
using DevFlow.Hosting.Local;
using Microsoft.Extensions.Configuration;

namespace DevFlow.Hosting.Dashboard;

/// <summary>How the dashboard's process is started.</summary>
internal sealed class DashboardLaunch(LocalEngineOptions options, IConfiguration configuration)
{
    // What a .NET program needs on any system. The rest of the host's environment may hold a developer's secrets.
    private static readonly HashSet<string> Inherited = new(
        [
            "PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TMP", "TEMP",
            "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "DOTNET_RUNNING_IN_CONTAINER",
            "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES", "COMSPEC", "PATHEXT", "NUMBER_OF_PROCESSORS",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly string[] InheritedFamilies = ["LC_", "DOTNET_ROOT", "DOTNET_SYSTEM_", "DOTNET_GC", "DOTNET_PROCESSOR_", "DOTNET_CLI_HOME"];

    public string DataDirectory => Path.Combine(options.DataDirectory, DashboardHost.Name);

    /// <exception cref="DistributedApplicationException">It is not built.</exception>
    public LaunchSpec Of(DashboardProject project, DashboardAddresses addresses, Action<string> say) =>
        ProjectLaunch.Of(project.Metadata, DashboardHost.Name, say) with { Environment = Settings(addresses), Inherits = IsInherited, KeepsInput = true };

    private static bool IsInherited(string name) =>
        Inherited.Contains(name) || InheritedFamilies.Any(family => name.StartsWith(family, StringComparison.OrdinalIgnoreCase));

    private Dictionary<string, string?> Settings(DashboardAddresses addresses)
    {
        var settings = configuration.GetSection(DashboardSettings.Section).AsEnumerable(makePathsRelative: true)
            .Where(setting => setting is { Key.Length: > 0, Value: not null })
            .ToDictionary(setting => Variable(setting.Key), setting => setting.Value, StringComparer.OrdinalIgnoreCase);
        settings[Variable("Url")] = addresses.Page.Url;
        settings[Variable("OtlpGrpcUrl")] = addresses.OtlpGrpc.Url;
        settings[Variable("OtlpHttpUrl")] = addresses.OtlpHttp.Url;
        settings[Variable("PrometheusUrl")] = addresses.Prometheus?.Url;
        settings[Variable("DataDirectory")] = DataDirectory;
        // 16 MB, in hexadecimal, between two collections of what is young: by itself the runtime goes by the processor's cache, and takes
        // hundreds on a large server. There is no setting for it that a project could have.
        settings["DOTNET_GCgen0size"] = "1000000";
        return settings;

        static string Variable(string key) => string.Create(CultureInfo.InvariantCulture, $"{DashboardSettings.Section}__{key.Replace(":", "__", StringComparison.Ordinal)}");
    }
}
