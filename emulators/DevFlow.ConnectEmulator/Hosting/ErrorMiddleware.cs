namespace DevFlow.ConnectEmulator;

/// <summary>Turns what was thrown into an error of the Connect API.</summary>
internal static class ErrorMiddleware
{
    public static async Task InvokeAsync(HttpContext context, ILogger log, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (ApiException fault)
        {
            await Answer.ErrorAsync(context, fault.Status, fault.Message);
        }
        catch (BadHttpRequestException fault)
        {
            // An IOException too, but of the client's making.
            await Answer.ErrorAsync(context, fault.StatusCode, "Invalid request");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException && !context.RequestAborted.IsCancellationRequested)
        {
            EmulatorLog.DataFileNotWritten(log, fault.Message);
            await Answer.ErrorAsync(context, StatusCodes.Status500InternalServerError, "Something went wrong");
        }
#pragma warning disable CA1031 // Whatever goes wrong, a client is to see what Connect would answer.
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
#pragma warning restore CA1031
        {
            EmulatorLog.Failed(log, context.Request.Method, context.Request.Path, fault.GetType().Name);
            await Answer.ErrorAsync(context, StatusCodes.Status500InternalServerError, "Something went wrong");
        }
    }
}
