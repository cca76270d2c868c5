using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace DevFlow.WorkflowEngine.Api;

/// <summary>The API described: the OpenAPI document at <c>/openapi/v1.json</c>, and a page that reads it at <c>/reference</c>. Both name no secret and need no token.</summary>
internal static class ApiDocument
{
    private const string Bearer = "Bearer";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options => options.AddSchemaTransformer((schema, context, _) =>
    {
        if (context.JsonTypeInfo.Type == typeof(HandedOut))
            schema.Type = JsonSchemaType.String;
        return Task.CompletedTask;
    }).AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new()
        {
            Title = "DevFlow Workflow Engine",
            Version = "v1",
            Description = "People's and projects' secrets, who may read them and who did. Every call needs a token but those for one: `Authorization: Bearer`, a token of 15 minutes or an API key (`dfk_…`).",
        };
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = "A token, or an API key." },
        };
        document.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
        return Task.CompletedTask;
    }));

    public static void MapApiDocument(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi().AllowAnonymous();
        // Nothing of the page comes from elsewhere: it works where there is no way out.
        app.MapScalarApiReference("/reference", page => page
            .WithTitle("DevFlow API").DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideDeveloperTools().HideClientButton()).AllowAnonymous();
    }
}
