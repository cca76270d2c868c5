using System.Net;

namespace DevFlow.Secrets;

/// <summary>What it means when a Workflow Engine does not answer, or refuses.</summary>
internal static class EngineFaults
{
    public static VaultException Away(Uri? address, Exception cause) => new(
        VaultError.Unavailable, $"The Workflow Engine at {address?.Authority} does not answer ({ReasonOf(cause)}).", cause)
    {
        Remedy = address is { IsLoopback: true }
            ? "start the platform ('dotnet run --project DevFlow.AppHost'), or name another engine in DEVFLOW_API_URL"
            : "is DEVFLOW_API_URL right, and is there a way out to it?",
    };

    /// <summary>Whether the engine may have done what it was asked for, and the answer got lost. Where nobody was reached, nothing was.</summary>
    public static bool IsOfABrokenConnection(VaultException fault) => fault.InnerException switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } => false,
        HttpRequestException or IOException => true,
        _ => false,
    };

    public static VaultException Refused(Uri? address, HttpStatusCode status, string? problem) => status switch
    {
        HttpStatusCode.Unauthorized => new(VaultError.Forbidden, $"The Workflow Engine at {address?.Authority} does not accept DEVFLOW_API_KEY: it is wrong, was revoked, or has run out.")
        {
            Remedy = EngineKey.HowToGetOne,
        },
        HttpStatusCode.Forbidden => new(VaultError.Forbidden, problem ?? $"The Workflow Engine at {address?.Authority} does not allow this.")
        {
            Remedy = "an administrator of the platform may",
        },
        HttpStatusCode.NotFound when problem is null => new(VaultError.NotFound, $"The Workflow Engine at {address?.Authority} has no such thing.")
        {
            Remedy = "is that the address of a DevFlow Workflow Engine, and of this version?",
        },
        _ => new(ErrorOf(status), problem ?? $"The Workflow Engine at {address?.Authority} answered {(int)status}."),
    };

    public static VaultException Unreadable(Uri? address, Exception? cause) =>
        new(VaultError.Unavailable, $"The answer of the Workflow Engine at {address?.Authority} cannot be read; is that the address of one?", cause);

    // A name of a type says nothing to the one who has to act.
    private static string ReasonOf(Exception cause) => cause switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "nobody listens there",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "there is no such name",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "no secure connection could be made",
        OperationCanceledException or TimeoutException => "it takes too long",
        _ => cause.GetType().Name,
    };

    private static VaultError ErrorOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.Gone => VaultError.NotFound,
        HttpStatusCode.Conflict => VaultError.Conflict,
        HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableContent => VaultError.Invalid,
        _ => VaultError.Unavailable,
    };
}
