using DevFlow.Secrets;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace DevFlow.WorkflowEngine.Api;

/// <summary>What the vault refuses becomes an answer that says why (RFC 9457); its message is for the one who called.</summary>
internal sealed class VaultExceptionHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        var fault = exception switch
        {
            VaultException refused => refused,
            // What cannot be put on record is not handed out, and may be later.
            SecretAuditException unrecorded => new VaultException(VaultError.Unavailable, unrecorded.Message, unrecorded),
            _ => null,
        };
        if (fault is null)
            return false;
        var status = StatusOf(fault.Error);
        context.Response.StatusCode = status;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = new ProblemDetails { Status = status, Title = TitleOf(fault.Error), Detail = fault.Message },
        });
    }

    private static int StatusOf(VaultError error) => error switch
    {
        VaultError.NotFound => StatusCodes.Status404NotFound,
        VaultError.Forbidden => StatusCodes.Status403Forbidden,
        VaultError.Conflict => StatusCodes.Status409Conflict,
        VaultError.Invalid => StatusCodes.Status400BadRequest,
        VaultError.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static string TitleOf(VaultError error) => error switch
    {
        VaultError.NotFound => "There is none",
        VaultError.Forbidden => "Not allowed",
        VaultError.Conflict => "Changed in the meantime",
        VaultError.Invalid => "Not acceptable",
        VaultError.Unavailable => "Not available now",
        _ => "Altered",
    };
}
