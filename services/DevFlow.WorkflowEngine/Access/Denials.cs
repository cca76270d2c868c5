using DevFlow.Secrets;
using DevFlow.WorkflowEngine.Alerts;
using Microsoft.AspNetCore.Diagnostics;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>Puts on record who was refused what, before it is told so, and raises an alert when it is the same one again and again.</summary>
internal sealed partial class Denials(SecretsWorkspace workspace, DenialWatch watch, AlertQueue alerts, ILogger<Denials> logger)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() => IsDenial(context) ? RecordAsync(context) : Task.CompletedTask);
        return next(context);
    }

    private static bool IsDenial(HttpContext context) =>
        context.Response.StatusCode is StatusCodes.Status403Forbidden || (context.Response.StatusCode is StatusCodes.Status401Unauthorized && Denied.IsMarked(context));

    private async Task RecordAsync(HttpContext context)
    {
        var caller = context.User.FindFirst(CallerExtensions.SubjectClaim)?.Value ?? context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        var what = $"api:{context.Request.Method} {PatternOf(context)}";
        if (watch.Add(caller))
            alerts.Raise("denials", caller, $"{DenialWatch.Limit} calls were refused within a minute, the last of them {what}.");
        try
        {
            await workspace.RecordAsync(new SecretAccess { Key = what, Tier = SecretTier.System, Outcome = SecretOutcomes.Denied, User = caller }, CancellationToken.None);
        }
        catch (Exception fault) when (fault is SecretAuditException or ObjectDisposedException)
        {
            // It is refused with or without a record.
            LogNotRecorded(what, fault.Message);
        }
    }

    // The route's own words: what stood in their place may be anything, a token too.
    private static string PatternOf(HttpContext context) =>
        ((context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint) as RouteEndpoint)?.RoutePattern.RawText is { } pattern
            ? $"/{pattern.Trim('/')}"
            : "(no such endpoint)";

    [LoggerMessage(Level = LogLevel.Error, Message = "the denial of {What} is not on record: {Reason}")]
    private partial void LogNotRecorded(string what, string reason);
}
