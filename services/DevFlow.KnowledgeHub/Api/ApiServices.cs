using DevFlow.KnowledgeHub.Reading;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DevFlow.KnowledgeHub.Api;

/// <summary>What all endpoints have in common: limits, and answers that say what is wrong.</summary>
internal static class ApiServices
{
    public static void AddApi(this IServiceCollection services)
    {
        // What the framework refuses with a bare status, as a body of JSON that is too large, gets its reason too.
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context =>
        {
            if (context.ProblemDetails is { Status: StatusCodes.Status413PayloadTooLarge, Detail: null })
                context.ProblemDetails.Detail = $"A request has at most {DocumentLimits.MaxRequestBytes / 1024} KiB.";
        });
        services.AddExceptionHandler<HubExceptionHandler>();
        services.Configure<KestrelServerOptions>(server => server.Limits.MaxRequestBodySize = DocumentLimits.MaxRequestBytes);
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
    }
}
