using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DevFlow.ServiceDefaults;

/// <summary>On whose behalf a service reads the platform's secrets; it stands in the audit.</summary>
public static class SecretUserExtensions
{
    private const string ForItself = "DevFlow.ReadsSecretsForItself";

    /// <summary>
    /// Says that what this service resolves is for its own work, such as a connection to its database, whoever calls at that moment. Without it, an
    /// access during a request is on behalf of the one who called.
    /// </summary>
    /// <param name="builder">The service's builder.</param>
    public static void ReadsSecretsForItself(this IHostApplicationBuilder builder) => builder.Properties[ForItself] = true;

    internal static Func<string?> SecretUser(this IHostApplicationBuilder builder, IServiceProvider services)
    {
        if (builder.Properties.ContainsKey(ForItself))
            return () => null;
        var accessor = services.GetRequiredService<IHttpContextAccessor>();
        return () => accessor.HttpContext?.User.FindFirst("sub")?.Value;
    }
}
