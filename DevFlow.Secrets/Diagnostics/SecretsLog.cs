using Microsoft.Extensions.Logging;

namespace DevFlow.Secrets;

/// <summary>What the secrets system logs. Keys, places and reasons; never a part of a value.</summary>
internal static partial class SecretsLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Key} resolved from {Source} ({Detail})")]
    public static partial void Resolved(ILogger logger, string key, string source, string detail);

    [LoggerMessage(2, LogLevel.Debug, "{Key} was found in no source")]
    public static partial void NotFound(ILogger logger, string key);

    [LoggerMessage(3, LogLevel.Warning, "{Key}: {Source} is passed over, {Outcome}: {Detail}")]
    public static partial void PassedOver(ILogger logger, string key, string source, SourceOutcome outcome, string detail);

    [LoggerMessage(4, LogLevel.Error, "{Key}: {Source} denied access: {Detail}")]
    public static partial void Denied(ILogger logger, string key, string source, string detail);

    [LoggerMessage(5, LogLevel.Information, "Reloaded {What}")]
    public static partial void Reloaded(ILogger logger, string what);
}
