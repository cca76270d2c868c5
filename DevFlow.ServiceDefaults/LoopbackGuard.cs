using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace DevFlow.ServiceDefaults;

/// <summary>
/// Refuses requests that reach a loopback address under a foreign name. A page of some web site can point its own host name
/// at 127.0.0.1 (DNS rebinding) and would then talk to services that trust the machine; its Host and Origin give it away.
/// Names in the ASP.NET Core setting <c>AllowedHosts</c> are let through, for a proxy on the same machine.
/// </summary>
internal sealed class LoopbackGuard(IConfiguration configuration) : IStartupFilter
{
    private readonly HashSet<string> _allowed = (configuration["AllowedHosts"] ?? "")
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(host => host != "*")
        .Append("localhost")
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(CheckAsync);
        next(app);
    };

    private Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Connection.LocalIpAddress is not { } local || !IPAddress.IsLoopback(local))
            return next(context);
        if (!IsOurs(context.Request.Host.Host))
            return RefuseAsync(context, "Host");
        foreach (var origin in context.Request.Headers.Origin)
        {
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || !IsOurs(uri.Host))
                return RefuseAsync(context, "Origin");
        }

        return next(context);
    }

    private bool IsOurs(string host) => _allowed.Contains(host) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static Task RefuseAsync(HttpContext context, string header)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync(
            $"The {header} header is not one of this machine's own. Use http://localhost, or name the host in AllowedHosts.", context.RequestAborted);
    }
}
