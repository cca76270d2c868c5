namespace DevFlow.ConnectEmulator;

/// <summary>Lets go wrong what is set to.</summary>
internal static class FaultMiddleware
{
    private const string HtmlPage =
        "<!DOCTYPE html>\n<html><head><title>Service unavailable</title></head><body><h1>We will be back soon</h1></body></html>\n";

    public static async Task InvokeAsync(HttpContext context, Emulator emulator, RequestDelegate next)
    {
        var conditions = new RequestConditions();
        FaultRule? body = null;
        context.Features.Set(conditions);
        foreach (var fault in emulator.Faults.Take(context.Request.Method, context.Request.Path.ToString()))
        {
            var rule = fault.Rule;
            switch (rule.Kind)
            {
                case FaultKind.Latency:
                    await WaitAsync(rule, emulator.Time, context);
                    break;
                case FaultKind.Stale:
                    conditions.Replica = fault.Replica;
                    break;
                case FaultKind.Clock:
                    conditions.ClockSkew += TimeSpan.FromMilliseconds(rule.Milliseconds!.Value);
                    break;
                case FaultKind.Truncated or FaultKind.SlowBody:
                    body = rule;
                    break;
                case FaultKind.Drop:
                    conditions.IsDropped = true;
                    context.Abort();
                    return;
                default:
                    await AnswerAsync(context, rule);
                    return;
            }
        }

        await (body is null ? next(context) : SpoilBodyAsync(context, body, emulator.Time, next));
    }

    private static Task AnswerAsync(HttpContext context, FaultRule rule)
    {
        if (rule.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = $"{seconds}";
        return rule.Kind switch
        {
            FaultKind.Html => Answer.TextAsync(context, HtmlPage, "text/html; charset=utf-8", rule.Status ?? StatusCodes.Status200OK),
            FaultKind.Unauthorized => Answer.ErrorAsync(context, StatusCodes.Status401Unauthorized, rule.Message ?? "Invalid bearer token"),
            FaultKind.Forbidden => Answer.ErrorAsync(
                context, StatusCodes.Status403Forbidden, rule.Message ?? "Authorization: token does not have access to vault"),
            _ => Answer.ErrorAsync(context, rule.Status!.Value, rule.Message ?? "Something went wrong"),
        };
    }

    private static async Task SpoilBodyAsync(HttpContext context, FaultRule rule, TimeProvider time, RequestDelegate next)
    {
        const int Pieces = 8;
        var wire = context.Response.Body;
        using var whole = new MemoryStream();
        context.Response.Body = whole;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = wire;
        }

        var bytes = whole.GetBuffer().AsMemory(0, (int)whole.Length);
        if (bytes.Length > 0 && rule.Kind == FaultKind.Truncated)
        {
            // The length that is announced stays that of the whole body.
            await wire.WriteAsync(bytes[..(bytes.Length / 2)], context.RequestAborted);
            return;
        }

        var size = Math.Max(1, (bytes.Length + Pieces - 1) / Pieces);
        for (var from = 0; from < bytes.Length; from += size)
        {
            await WaitAsync(rule, time, context);
            await wire.WriteAsync(bytes[from..Math.Min(from + size, bytes.Length)], context.RequestAborted);
            await wire.FlushAsync(context.RequestAborted);
        }
    }

    private static Task WaitAsync(FaultRule rule, TimeProvider time, HttpContext context) =>
        Task.Delay(TimeSpan.FromMilliseconds(rule.Milliseconds!.Value), time, context.RequestAborted);
}
