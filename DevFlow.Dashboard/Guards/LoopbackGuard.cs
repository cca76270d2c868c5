using System.Net;
using Microsoft.Extensions.Primitives;

namespace DevFlow.Dashboard.Guards;

/// <summary>
/// Answers only what was asked by a name of this machine, from a page of its own: a site on the internet can make its name point
/// to 127.0.0.1 (DNS rebinding), and a page of another local program can open a WebSocket to here.
/// </summary>
internal static class LoopbackGuard
{
    public static void UseLoopbackGuard(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (IsLoopback(context.Request.Host.Host) && IsOwn(context.Request.Headers.Origin, context.Request))
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        await context.Response.WriteAsync("The dashboard is for this machine: open it as http://localhost and its port.");
    });

    private static bool IsLoopback(string host) => host is "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsOwn(StringValues origin, HttpRequest request) =>
        origin.Count == 0 || (origin.Count == 1 && origin[0] == $"{request.Scheme}://{request.Host}");
}
