using Microsoft.Extensions.Logging;

namespace DevFlow.Hosting.ApplicationModel;

/// <summary>Executes the commands of resources.</summary>
public class ResourceCommandService
{
    private static readonly Action<ILogger, string, string?, Exception?> LogFailed =
        LoggerMessage.Define<string, string?>(LogLevel.Error, new(1, "CommandFailed"), "the command '{Command}' failed: {Reason}");

    private readonly ResourceNotificationService _notifications;
    private readonly ResourceLoggerService _logs;
    private readonly IServiceProvider _services;

    internal ResourceCommandService(ResourceNotificationService notifications, ResourceLoggerService logs, IServiceProvider services) =>
        (_notifications, _logs, _services) = (notifications, logs, services);

    /// <summary>Executes a command.</summary>
    /// <param name="resourceId">The resource's name.</param>
    /// <param name="commandName">The command's name, such as <see cref="KnownResourceCommands.RestartCommand"/>.</param>
    /// <param name="cancellationToken">Gives up waiting for its end.</param>
    /// <returns>How it went; an unknown resource or command, too, is told by this.</returns>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default) =>
        _notifications.TryGetCurrentState(resourceId, out var known)
            ? await ExecuteCommandAsync(known.Resource, commandName, cancellationToken)
            : CommandResults.Failure($"Resource '{resourceId}' not found.");

    /// <summary>Executes a command.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="commandName">The command's name, such as <see cref="KnownResourceCommands.RestartCommand"/>.</param>
    /// <param name="cancellationToken">Gives up waiting for its end.</param>
    /// <returns>How it went; an unknown command, too, is told by this.</returns>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (resource.Of<ResourceCommandAnnotation>().FirstOrDefault(command => command.Name == commandName) is not { } command)
            return CommandResults.Failure($"Command '{commandName}' not available for resource '{resource.Name}'.");

        var log = _logs.GetLogger(resource);
        try
        {
            var result = await command.ExecuteCommand(new() { ResourceName = resource.Name, Services = _services, CancellationToken = cancellationToken, Logger = log });
            if (!result.Success && !result.Canceled)
                LogFailed(log, commandName, result.ErrorMessage, null);
            return result;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CommandResults.Canceled();
        }
        catch (Exception fault)
        {
            // A command of an app host's own must not take the engine down with it, nor whoever executes it.
            LogFailed(log, commandName, fault.Message, null);
            return CommandResults.Failure(fault);
        }
    }
}
