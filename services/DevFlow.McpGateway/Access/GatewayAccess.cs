using DevFlow.ServiceDefaults;
using Microsoft.AspNetCore.Authorization;
using ModelContextProtocol.AspNetCore.Authentication;

namespace DevFlow.McpGateway.Access;

/// <summary>
/// Who calls: a person's API key or a token for this gateway, as <c>Authorization: Bearer</c>. What a client that shows nothing has to know stands in the
/// protected resource's metadata (RFC 9728), which the challenge names.
/// </summary>
internal static class GatewayAccess
{
    public const string Path = "/mcp";

    public const string Policy = "mcp";

    private const string Audience = "mcp-gateway";

    public static void AddGatewayAccess(this IHostApplicationBuilder builder)
    {
        builder.AddDevFlowAuthentication(Audience);
        builder.Services.AddAuthentication().AddMcp(options => options.ResourceMetadata = new()
        {
            ResourceName = "DevFlow MCP Gateway",
            BearerMethodsSupported = ["header"],
        });
        builder.Services.AddAuthorizationBuilder().AddPolicy(Policy, Signed());
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<Refusals>();
    }

    public static void UseGatewayAccess(this WebApplication app)
    {
        app.Use(app.Services.GetRequiredService<Refusals>().InvokeAsync);
        app.UseAuthentication();
        app.UseAuthorization();
    }

    // The challenge of the first scheme names the metadata; that of the second says what to do, and ends the answer.
    private static AuthorizationPolicy Signed() =>
        new AuthorizationPolicyBuilder(McpAuthenticationDefaults.AuthenticationScheme, "Bearer").RequireAuthenticatedUser().Build();
}
