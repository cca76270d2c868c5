using DevFlow.Secrets;
using Microsoft.Extensions.Hosting;

namespace DevFlow.ServiceDefaults;

/// <summary>Fetches what the catalog names while the service starts, so that the first request does not wait for it.</summary>
internal sealed class SecretsPreload(SecretsWorkspace workspace) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken) =>
        await workspace.Resolver.PreloadAsync(workspace.Catalog, stoppingToken);
}
