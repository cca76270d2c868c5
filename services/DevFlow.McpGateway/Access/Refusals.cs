using DevFlow.Secrets;

namespace DevFlow.McpGateway.Access;

/// <summary>Puts on record who showed what does not count, by address, and how often. Whoever shows nothing is told what to show, which is no refusal.</summary>
internal sealed partial class Refusals(SecretsWorkspace workspace, ILogger<Refusals> logger)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() => context.Response.StatusCode is StatusCodes.Status401Unauthorized && context.Request.Headers.Authorization.Count > 0
            ? RecordAsync(context)
            : Task.CompletedTask);
        return next(context);
    }

    private async Task RecordAsync(HttpContext context)
    {
        try
        {
            await workspace.CountAsync(
                new SecretAccess { Key = "mcp:sign-in", Tier = SecretTier.System, Outcome = SecretOutcomes.Denied, User = context.Connection.RemoteIpAddress?.ToString() ?? "unknown" },
                CancellationToken.None);
        }
        catch (Exception fault) when (fault is SecretAuditException or ObjectDisposedException)
        {
            // It is refused with or without a record.
            LogNotRecorded(fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "a refusal is not on record: {Reason}")]
    private partial void LogNotRecorded(string reason);
}
