using DevFlow.Secrets;
using Microsoft.Extensions.Logging;

namespace DevFlow.ServiceDefaults;

/// <summary>Fetches what the catalog names while the service starts, so that the first request does not wait for it.</summary>
internal sealed partial class SecretsPreload(SecretsWorkspace workspace, TimeProvider time, ILogger<SecretsPreload> logger) : EnduringService(time)
{
    protected override Task WorkAsync(CancellationToken stoppingToken) => workspace.Resolver.PreloadAsync(workspace.Catalog, stoppingToken);

    protected override void Failed(string reason) => LogLater(reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "secrets are not fetched ahead yet: {Reason}")]
    private partial void LogLater(string reason);
}
