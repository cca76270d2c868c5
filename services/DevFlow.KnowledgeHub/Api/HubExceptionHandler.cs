using DevFlow.KnowledgeHub.Reading;
using DevFlow.Secrets;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace DevFlow.KnowledgeHub.Api;

/// <summary>What is refused, or cannot be read, becomes an answer that says why (RFC 9457) and quotes nothing of what was sent.</summary>
internal sealed class HubExceptionHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        var fault = exception switch
        {
            HubException refused => refused,
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => HubException.TooLarge(DocumentLimits.TooLarge),
            BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } =>
                new HubException(StatusCodes.Status415UnsupportedMediaType, "Not acceptable", "The body is JSON, and says so: Content-Type: application/json."),
            BadHttpRequestException => HubException.Invalid("A part of the request is missing, or is not of the form that is asked for."),
            // What cannot be put on record is not done, and may be later; nor is what a key is missing for.
            SecretAuditException or SettingException or SecretRefusedException => HubException.Unavailable(exception.Message),
            _ => null,
        };
        if (fault is null)
            return false;
        context.Response.StatusCode = fault.Status;
        // What was used up fills again each second.
        if (fault.Status is StatusCodes.Status429TooManyRequests)
            context.Response.Headers.RetryAfter = "1";
        var problem = new ProblemDetails { Status = fault.Status, Title = fault.Title, Detail = fault.Message };
        foreach (var (name, value) in fault.Members)
            problem.Extensions[name] = value;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = problem });
    }
}
