using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.AppHost.Tests;

internal static class ApplicationExtensions
{
    public static IEnumerable<IResource> Resources(this DistributedApplication app) => app.Services.GetRequiredService<DistributedApplicationModel>().Resources;
}
