using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace DevFlow.Secrets.Vault.Tests.Rotation.Http;

/// <summary>Lets requests to a server of these tests go wrong.</summary>
internal static class ProviderFaults
{
    /// <summary>Keeps the request, and does what its next fault says.</summary>
    public static async Task ApplyAsync(HttpContext context, RequestDelegate next, ConcurrentQueue<string> requests, ConcurrentDictionary<string, ConcurrentQueue<ProviderFault>> all)
    {
        var request = $"{context.Request.Method} {context.Request.Path}";
        requests.Enqueue($"{request}{context.Request.QueryString}");
        var fault = all.TryGetValue(request, out var faults) && faults.TryDequeue(out var first) ? first : ProviderFault.None;
        switch (fault)
        {
            case ProviderFault.None:
                await next(context);
                break;
            case ProviderFault.Busy:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                break;
            case ProviderFault.Refused:
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                break;
            case ProviderFault.Elsewhere:
                context.Response.Redirect("http://127.0.0.1:9/elsewhere");
                break;
            case ProviderFault.Gone:
                context.Abort();
                break;
            case ProviderFault.Slow:
                await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            default:
                await AnswerOtherwiseAsync(context, next, fault);
                break;
        }
    }

    // It does what was asked for, and says something else.
    private static async Task AnswerOtherwiseAsync(HttpContext context, RequestDelegate next, ProviderFault fault)
    {
        var body = context.Response.Body;
        using var said = new MemoryStream();
        context.Response.Body = said;
        await next(context);
        context.Response.Body = body;
        if (fault is ProviderFault.AnswerLost)
        {
            context.Abort();
            return;
        }

        context.Response.ContentLength = null;
        await context.Response.WriteAsync(fault switch
        {
            ProviderFault.NoJson => "<html>not what you think</html>",
            ProviderFault.ValueForId => WithValueForId(said.ToArray()),
            _ => """{"key":{"id":{"odd":true},"value":["odd"]}}""",
        });
    }

    private static string WithValueForId(byte[] answer)
    {
        var value = JsonDocument.Parse(answer).RootElement.GetProperty("key").GetProperty("value").GetString();
        return JsonSerializer.Serialize(new { key = new { id = value, value } });
    }
}
