using System.Diagnostics;

namespace DevFlow.QdrantEmulator;

/// <summary>Turns what was thrown into an error of Qdrant's API, and keeps the time.</summary>
internal static class ErrorMiddleware
{
    private static readonly object _start = new();

    public static long? StartOf(HttpContext context) => context.Items[_start] as long?;

    public static async Task InvokeAsync(HttpContext context, ILogger log, RequestDelegate next)
    {
        context.Items[_start] = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
        catch (ApiException fault)
        {
            await Answer.ErrorAsync(context, fault.Status, fault.Message);
        }
        catch (BadHttpRequestException fault)
        {
            await Answer.ErrorAsync(context, fault.StatusCode, "Bad request: the body ended early or is not well-formed");
        }
        catch (StorageException fault)
        {
            EmulatorLog.NotWritten(log, fault.Message);
            var (status, kind) = fault.IsDiskFull
                ? (StatusCodes.Status507InsufficientStorage, "Insufficient storage")
                : (StatusCodes.Status500InternalServerError, "Service internal error");
            await Answer.ErrorAsync(context, status, $"{kind}: nothing was changed: {fault.Message}");
        }
#pragma warning disable CA1031 // Whatever goes wrong, a client is to see an error of the API.
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
#pragma warning restore CA1031
        {
            EmulatorLog.Failed(log, context.Request.Method, context.Request.Path, fault.GetType().Name);
            await Answer.ErrorAsync(context, StatusCodes.Status500InternalServerError, "Service internal error: a fault of the emulator");
        }
    }
}
