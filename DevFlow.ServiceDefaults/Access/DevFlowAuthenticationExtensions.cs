using DevFlow.Secrets;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DevFlow.ServiceDefaults;

/// <summary>Who calls a service that is not the Workflow Engine, which alone can tell whose a token is.</summary>
public static class DevFlowAuthenticationExtensions
{
    /// <summary>
    /// Takes who calls from <c>Authorization: Bearer</c>, and has the Workflow Engine say whose token it is; in hybrid and saas mode the hosted one. Its
    /// word is remembered until the token has run out, for a minute at most; that a token does not count is not remembered. While it is away, calls that
    /// need somebody are answered 503. The claims are <c>sub</c> (<c>user:&lt;id&gt;</c> or <c>service:&lt;name&gt;</c>) and <c>role</c>; where somebody
    /// acts for that one, <c>act</c> says who.
    /// </summary>
    /// <param name="builder">The service's builder, after <c>AddServiceDefaults</c>.</param>
    /// <param name="audience">The name of this service, which a token has to be for, such as <c>mcp-gateway</c>.</param>
    public static TBuilder AddDevFlowAuthentication<TBuilder>(this TBuilder builder, string audience) where TBuilder : IHostApplicationBuilder
    {
        ArgumentException.ThrowIfNullOrEmpty(audience);
        var mode = builder.GetDevFlowMode();
        builder.Services.AddHttpClient(Introspection.Client, (services, http) =>
            http.BaseAddress = HostedApi.AddressOf(mode, services.GetRequiredService<DevFlowSettings>()) ?? new($"https+http://{ServiceTokens.Engine}"));
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<Introspection>(services, audience));
        builder.Services.AddProblemDetails();
        builder.Services.AddAuthentication(IntrospectionHandler.Name)
            .AddScheme<AuthenticationSchemeOptions, IntrospectionHandler>(IntrospectionHandler.Name, configureOptions: null);
        builder.Services.AddAuthorization();
        return builder;
    }
}
