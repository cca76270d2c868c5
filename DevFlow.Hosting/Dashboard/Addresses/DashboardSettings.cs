using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace DevFlow.Hosting.Dashboard;

/// <summary>
/// Reads where the dashboard is to listen. The names are Aspire's where it has one, so that one launchSettings.json serves both engines;
/// what is not chosen is as in Aspire.
/// </summary>
internal sealed class DashboardSettings(IConfiguration configuration)
{
    /// <summary>Turns the dashboard off or, in tests, on.</summary>
    public const string Enabled = "DEVFLOW_DASHBOARD";

    public const string Section = "Dashboard";

    private const string PagePort = "DEVFLOW_DASHBOARD_PORT";
    private const string AppHostUrls = "ASPNETCORE_URLS";
    private const string OtlpGrpcUrl = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
    private const string OtlpHttpUrl = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";
    private const string PrometheusUrl = "Dashboard:PrometheusUrl";

    private readonly List<string> _faults = [];

    /// <summary>Whether it is wanted: yes, unless somebody says no.</summary>
    /// <exception cref="DistributedApplicationException">It is neither true nor false.</exception>
    public static bool IsEnabled(IConfiguration configuration) => configuration[Enabled] is not { Length: > 0 } text
        || (bool.TryParse(text, out var enabled) ? enabled : throw new DistributedApplicationException($"{Enabled} is '{text}'; write true or false."));

    /// <exception cref="DistributedApplicationException">Some cannot be read, or are not of this machine; all of them are named.</exception>
    public DashboardAddresses Read()
    {
        var addresses = new DashboardAddresses(
            Port(PagePort) ?? (Url(AppHostUrls) ?? new("", 18888)) with { Setting = PagePort },
            Url(OtlpGrpcUrl) ?? new(OtlpGrpcUrl, 18889),
            Url(OtlpHttpUrl) ?? new(OtlpHttpUrl, 18890),
            Url(PrometheusUrl));
        return _faults.Count == 0 ? addresses : throw new DistributedApplicationException(string.Join(' ', _faults));
    }

    private DashboardAddress? Port(string setting)
    {
        if (configuration[setting] is not { Length: > 0 } text)
            return null;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > ushort.MaxValue)
            _faults.Add($"{setting} is '{text}'; write a port, from 1 to 65535, or 0 for any.");
        return new(setting, port);
    }

    private DashboardAddress? Url(string setting)
    {
        if (configuration[setting] is not { Length: > 0 } text)
            return null;
        // Kestrel takes several; a browser needs one.
        var urls = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var url = urls.Select(one => Uri.TryCreate(one, UriKind.Absolute, out var uri) ? uri : null).FirstOrDefault(IsOurs);
        if (url is null)
            _faults.Add($"{setting} does not say where on this machine the dashboard is to listen; it serves nobody else. Write http://localhost:PORT.");
        return new(setting, url?.Port ?? 0);
    }

    private static bool IsOurs(Uri? url) => url is { Scheme: "http", IsLoopback: true, UserInfo: "", PathAndQuery: "/" };
}
