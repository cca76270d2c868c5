using DevFlow.Secrets;
using DevFlow.WorkflowEngine.Alerts;
using Microsoft.AspNetCore.Diagnostics;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>Puts on record who was refused what, before it is told so, and raises an alert when it is the same one again and again.</summary>
internal sealed partial class Denials(SecretsWorkspace workspace, DenialWatch watch, AlertQueue alerts, ILogger<Denials> logger)
{
    private const string Anonymous = "anonymous";

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() => IsDenial(context) ? RecordAsync(context) : Task.CompletedTask);
        return next(context);
    }

    private static bool IsDenial(HttpContext context) =>
        RefusedOf(context) is not null || context.Response.StatusCode is StatusCodes.Status403Forbidden || Denied.Of(context) is not null;

    private async Task RecordAsync(HttpContext context)
    {
        var principal = context.User.FindFirst(CallerExtensions.SubjectClaim)?.Value;
        var caller = principal ?? context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        var refused = RefusedOf(context);
        var what = refused ?? Denied.Of(context)?.What ?? $"api:{context.Request.Method} {PatternOf(context)}";
        Count(caller, what);
        // Behind a proxy an address may be what the caller says it is: whoever claims ever new ones is counted with all others who are nobody.
        if (principal is null)
            Count(Anonymous, what);
        try
        {
            var tier = refused is null ? SecretTier.System : SecretTier.Project;
            var access = new SecretAccess { Key = what, Tier = tier, Outcome = SecretOutcomes.Denied, User = caller };
            await (Denied.Of(context) is { IsOfMany: true } ? workspace.CountAsync(access, CancellationToken.None) : workspace.RecordAsync(access, CancellationToken.None));
        }
        catch (Exception fault) when (fault is SecretAuditException or ObjectDisposedException)
        {
            // It is refused with or without a record.
            LogNotRecorded(what, fault.Message);
        }
    }

    private void Count(string caller, string what)
    {
        if (watch.Add(caller))
            alerts.Raise("denials", caller, $"{DenialWatch.Limit} calls were refused within a minute, the last of them {what}.");
    }

    // What a project's members alone see is refused as if there were nothing, and is on record as refused.
    private static string? RefusedOf(HttpContext context) => (context.Features.Get<IExceptionHandlerFeature>()?.Error as VaultException)?.Refused;

    // The route's own words: what stood in their place may be anything, a token too.
    private static string PatternOf(HttpContext context) =>
        ((context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint) as RouteEndpoint)?.RoutePattern.RawText is { } pattern
            ? $"/{pattern.Trim('/')}"
            : "(no such endpoint)";

    [LoggerMessage(Level = LogLevel.Error, Message = "the denial of {What} is not on record: {Reason}")]
    private partial void LogNotRecorded(string what, string reason);
}
