using DevFlow.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DevFlow.ServiceDefaults;

/// <summary>The vault, for a service that is not the Workflow Engine.</summary>
public static class VaultExtensions
{
    /// <summary>
    /// Adds <see cref="IProjectSecrets"/>, which asks the Workflow Engine, in hybrid and saas mode the hosted one. The service sees the projects that it is a member of
    /// (<c>service:&lt;name&gt;</c>); behind the hosted API, those of whom <c>DEVFLOW_API_KEY</c> was issued for. Each read goes there and is retried as every call of the service; nothing is kept.
    /// </summary>
    /// <param name="builder">The service's builder, after <c>AddServiceDefaults</c>.</param>
    public static TBuilder AddProjectSecrets<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        var mode = builder.GetDevFlowMode();
        builder.Services.AddHttpClient<IProjectSecrets, HttpProjectSecrets>((services, http) => http.BaseAddress = Vault(mode, services));
        return builder;
    }

    /// <summary>
    /// Adds <see cref="IUserSecrets"/> of whom <c>DEVFLOW_API_KEY</c> was issued for, in the modes that have a hosted vault (hybrid and saas); otherwise as
    /// <see cref="AddProjectSecrets"/>. Where the vault is here, a service is nobody's and the secrets of people are refused to it.
    /// </summary>
    /// <param name="builder">The service's builder, after <c>AddServiceDefaults</c>.</param>
    public static TBuilder AddUserSecrets<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        var mode = builder.GetDevFlowMode();
        builder.Services.AddHttpClient<IUserSecrets, HttpUserSecrets>((services, http) => http.BaseAddress = Vault(mode, services));
        return builder;
    }

    private static Uri Vault(DevFlowMode? mode, IServiceProvider services) =>
        HostedApi.AddressOf(mode, services.GetRequiredService<DevFlowSettings>()) ?? new($"https+http://{ServiceTokens.Engine}");
}
