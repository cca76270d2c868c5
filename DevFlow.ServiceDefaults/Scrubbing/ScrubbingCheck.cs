using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DevFlow.ServiceDefaults;

/// <summary>Refuses to start a service whose logs would go past the mask.</summary>
internal sealed class ScrubbingCheck(ILoggerFactory factory) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => factory is ScrubbingLoggerFactory
        ? Task.CompletedTask
        : throw new InvalidOperationException(
            $"The service registers a logger factory of its own ({factory.GetType().FullName}) after AddServiceDefaults, and secrets would "
            + "stand in its logs. Register it before AddServiceDefaults, or add an ILoggerProvider instead.");

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
