using DevFlow.Dashboard.Addresses;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;

namespace DevFlow.Dashboard.Otlp;

/// <summary>Stands before all that is received: lets nobody in without the key, and few at a time, since a message is held whole while it is read.</summary>
internal sealed class OtlpGate(DashboardOptions options, OtlpKey key, RefusalLog log) : IMiddleware, IDisposable
{
    private readonly SemaphoreSlim _turns = new(options.MaxOtlpReads, options.MaxOtlpReads);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            if (await key.IsGoodAsync(context.Request.Headers[OtlpKey.Header], context.RequestAborted))
                await TakeTurnAsync(context, next);
            else
                await RefuseAsync(context, StatusCode.Unauthenticated, StatusCodes.Status401Unauthorized, OtlpMessages.Key);
        }
        catch (TimeoutException)
        {
            await RefuseAsync(context, StatusCode.Unavailable, StatusCodes.Status503ServiceUnavailable, OtlpMessages.NotYet);
        }

        var status = Status(context);
        if (status is not (StatusCodes.Status200OK or (int)StatusCode.OK))
            log.Refused(context.GetAddress(), status);
    }

    public void Dispose() => _turns.Dispose();

    private async Task TakeTurnAsync(HttpContext context, RequestDelegate next)
    {
        await _turns.WaitAsync(context.RequestAborted);
        try
        {
            await next(context);
        }
        finally
        {
            _turns.Release();
        }
    }

    private static Task RefuseAsync(HttpContext context, StatusCode grpc, int http, string text)
    {
        if (context.GetAddress() == Address.OtlpHttp)
        {
            context.Response.StatusCode = http;
            return context.Response.WriteAsync(text);
        }

        // An answer of gRPC without a message has its trailers among the headers.
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = ((int)grpc).ToString();
        context.Response.Headers["grpc-message"] = Uri.EscapeDataString(text);
        return Task.CompletedTask;
    }

    private static int Status(HttpContext context)
    {
        const string name = "grpc-status";
        var trailers = context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers;
        var grpc = trailers is not null && trailers.TryGetValue(name, out var trailer) ? trailer : context.Response.Headers[name];
        return int.TryParse(grpc, out var status) ? status : context.Response.StatusCode;
    }
}
