using DevFlow.Dashboard.Addresses;
using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Prometheus;

/// <summary>The metrics of all services, for a scraper, which has no way to sign in: its address is on loopback and serves nothing else.</summary>
internal static class PrometheusEndpoint
{
    /// <summary>To be used before who looks is asked.</summary>
    public static void UsePrometheus(this WebApplication app) =>
        app.MapWhen(context => context.GetAddress() == Address.Prometheus, branch => branch.Run(AnswerAsync));

    private static async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path != "/metrics")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = "GET, HEAD";
        }
        else
        {
            context.Response.ContentType = PrometheusText.ContentType;
            await context.Response.WriteAsync(PrometheusText.Of(context.RequestServices.GetRequiredService<MetricStore>().Latest()), context.RequestAborted);
        }
    }
}
