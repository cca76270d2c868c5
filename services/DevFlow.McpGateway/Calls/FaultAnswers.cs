namespace DevFlow.McpGateway.Calls;

internal static class FaultAnswers
{
    /// <summary>What goes wrong is answered without its particulars, in development too: the framework's page there shows a stack, and parts of a request.</summary>
    public static void UseFaultAnswers(this WebApplication app) => app.UseExceptionHandler(new ExceptionHandlerOptions
    {
        StatusCodeSelector = fault => fault is BadHttpRequestException refused ? refused.StatusCode : StatusCodes.Status500InternalServerError,
    });
}
