namespace DevFlow.ConnectEmulator;

/// <summary>Writes a row for each call that reached a vault or an item, and for each that was turned away from one.</summary>
internal static class ActivityMiddleware
{
    public static async Task InvokeAsync(HttpContext context, Emulator emulator, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        finally
        {
            if (context.Call() is { IsRecorded: true } call && context.Response.StatusCode is < 400 or StatusCodes.Status403Forbidden)
                emulator.Activity.Add(RecordOf(context, call, emulator.Time.GetUtcNow()));
        }
    }

    private static ActivityRecord RecordOf(HttpContext context, ConnectCall call, DateTimeOffset now) => new()
    {
        Timestamp = now,
        Action = context.Request.Method switch { "GET" => "READ", "POST" => "CREATE", "DELETE" => "DELETE", _ => "UPDATE" },
        IsAllowed = context.Response.StatusCode < 400,
        TokenId = Actor.TokenId(call.Token),
        UserAgent = context.Request.Headers.UserAgent.ToString(),
        RequestIp = context.Connection.RemoteIpAddress?.ToString() ?? "",
        VaultId = call.VaultId,
        ItemId = call.ItemId,
        ItemVersion = call.ItemVersion,
    };
}
