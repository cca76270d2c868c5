using Microsoft.Extensions.Logging;

namespace DevFlow.Hosting.Local;

/// <summary>Writes what the engine, or a command, logs of a resource into the resource's log.</summary>
internal sealed class ResourceLog(LogBacklog log) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        var message = formatter(state, exception) + (exception is null ? "" : $": {exception.Message}");
        foreach (var line in message.Split('\n'))
            log.Add(line, isError: logLevel >= LogLevel.Error);
    }
}
