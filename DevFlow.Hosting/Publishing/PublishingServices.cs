using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace DevFlow.Hosting.Publishing;

internal static class PublishingServices
{
    /// <summary>Publishes in place of everything that would run.</summary>
    public static void AddManifestPublisher(this IServiceCollection services, PublishArguments arguments)
    {
        services.RemoveAll<IHostedService>();
        services.AddSingleton(arguments);
        services.AddHostedService<ManifestPublisher>();
    }
}
