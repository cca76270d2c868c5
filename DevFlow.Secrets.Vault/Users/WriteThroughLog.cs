using Microsoft.Extensions.Logging;

namespace DevFlow.Secrets.Vault;

internal static partial class WriteThroughLog
{
    [LoggerMessage(LogLevel.Warning, "{Count} copies of people's secrets wait for 1Password: {Reason}")]
    public static partial void NotConfigured(ILogger logger, int count, string reason);

    [LoggerMessage(LogLevel.Warning, "the copy of the secret {Id} in 1Password waits: {Reason}; it is tried again")]
    public static partial void Failed(ILogger logger, Guid id, string reason);
}
