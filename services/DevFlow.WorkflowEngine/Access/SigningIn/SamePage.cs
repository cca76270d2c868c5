using System.Net;
using Microsoft.Extensions.Primitives;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>
/// Whether a request that carries a cookie comes from the page that the cookie is for. A browser says where a script was loaded from; who says
/// nothing is no browser, and has no cookies that a foreign page could use.
/// </summary>
internal sealed class SamePage(IConfiguration configuration)
{
    // The names of a page that reaches the engine through a server of its own, as the Local UI does.
    private readonly HashSet<string> _allowed = (configuration["AllowedHosts"] ?? "")
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(host => host != "*").ToHashSet(StringComparer.OrdinalIgnoreCase);

    public bool IsIt(HttpRequest request)
    {
        // What the browser itself says, no page can change. Pages on other ports of this machine are of the same site, and are other pages.
        var site = request.Headers["Sec-Fetch-Site"];
        return StringValues.IsNullOrEmpty(site)
            ? request.Headers.Origin.All(origin => Uri.TryCreate(origin, UriKind.Absolute, out var uri) && IsOurs(uri, request))
            : site == "same-origin";
    }

    // A page on another port of the same machine is another page.
    private bool IsOurs(Uri origin, HttpRequest request) =>
        origin.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase) || _allowed.Contains(origin.Host) || (IsLoopback(origin.Host) && IsLoopback(request.Host.Host));

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
