using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace DevFlow.WorkflowEngine.Api;

/// <summary>
/// A request that cannot be read becomes an answer that says where, and quotes nothing of it: the framework's own message, and in development its
/// page, may show a part of a body.
/// </summary>
internal sealed class BadRequestHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException fault)
            return false;
        context.Response.StatusCode = fault.StatusCode;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = new ProblemDetails { Status = fault.StatusCode, Title = "Not readable", Detail = DetailOf(fault) },
        });
    }

    private static string DetailOf(BadHttpRequestException fault) => fault switch
    {
        { StatusCode: StatusCodes.Status413PayloadTooLarge } => $"A request has at most {RequestLimits.MaxBodyBytes:N0} bytes.",
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } => "The body is JSON, and says so: Content-Type: application/json.",
        { InnerException: JsonException { LineNumber: { } line, BytePositionInLine: { } position } } =>
            $"The body is no JSON of the form that is asked for; see line {line + 1}, byte {position + 1}.",
        _ => "A part of the request is missing, or is not of the form that is asked for.",
    };
}
