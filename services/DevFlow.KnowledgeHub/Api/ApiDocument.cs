using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace DevFlow.KnowledgeHub.Api;

/// <summary>The API described: the OpenAPI document at <c>/openapi/v1.json</c>, and a page that reads it at <c>/reference</c>.</summary>
internal static class ApiDocument
{
    private const string Bearer = "Bearer";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new()
        {
            Title = "DevFlow Knowledge Hub",
            Version = "v1",
            Description = "Documents, search in them, and answers from them. Every call needs a token for `knowledge-hub` as `Authorization: Bearer`; the Workflow Engine's `POST /api/v1/tokens` gives one.",
        };
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = "A token for knowledge-hub." },
        };
        document.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
        return Task.CompletedTask;
    }));

    public static void MapApiDocument(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi().AllowAnonymous();
        app.MapScalarApiReference("/reference", page => page
            .WithTitle("DevFlow Knowledge Hub").DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideDeveloperTools().HideClientButton()).AllowAnonymous();
    }
}
