using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DevFlow.WorkflowEngine.Api;

/// <summary>What all endpoints have in common: limits, and answers that say what is wrong (RFC 9457).</summary>
internal static class ApiServices
{
    public static void AddApi(this IServiceCollection services)
    {
        services.AddProblemDetails().AddExceptionHandler<VaultExceptionHandler>().AddExceptionHandler<BadRequestHandler>();
        // Here alone: what else is made of an answer, such as a log's line, is masked.
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(HandedOut.InAnswers));
        services.Configure<KestrelServerOptions>(server => server.Limits.MaxRequestBodySize = RequestLimits.MaxBodyBytes);
        // In every environment, not in development alone, so that it is answered by the handler above.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
    }
}
