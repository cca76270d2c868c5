using DevFlow.KnowledgeHub.Reading;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DevFlow.KnowledgeHub.Api;

/// <summary>What all endpoints have in common: limits, and answers that say what is wrong.</summary>
internal static class ApiServices
{
    public static void AddApi(this IServiceCollection services)
    {
        services.AddProblemDetails().AddExceptionHandler<HubExceptionHandler>();
        services.Configure<KestrelServerOptions>(server => server.Limits.MaxRequestBodySize = DocumentLimits.MaxRequestBytes);
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
    }
}
