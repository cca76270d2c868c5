using System.Globalization;
using System.Threading.RateLimiting;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace DevFlow.WorkflowEngine.Sharing;

/// <summary>What is shared by links. In hybrid mode that is the host's.</summary>
internal static class SharingServices
{
    /// <summary>The limit for who need be nobody.</summary>
    public const string OpeningLimit = "open-share";

    public static void AddShares(this IHostApplicationBuilder builder)
    {
        if (builder.GetDevFlowMode() is DevFlowMode.Hybrid)
            return;
        var options = new SharingOptions();
        builder.Configuration.GetSection(SharingOptions.Section).Bind(options);
        builder.Services.AddSingleton(services => new ShareLinks(services.GetRequiredService<VaultDatabase>(), services.GetRequiredService<SecretsWorkspace>().RecordAsync));
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = RefuseAsync;
            limiter.AddPolicy(OpeningLimit, context => RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = options.OpensPerMinute, Window = TimeSpan.FromMinutes(1) }));
        });
    }

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var context = rejected.HttpContext;
        if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after))
            context.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        Denied.MarkOneOfMany(context, "api:share limit");
        var problem = new ProblemDetails { Status = context.Response.StatusCode, Title = "Too many at once", Detail = "Too many links are opened from here; try again in a minute. This one was not." };
        await context.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new() { HttpContext = context, ProblemDetails = problem });
    }
}
