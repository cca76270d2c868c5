using Microsoft.Extensions.Logging;

namespace DevFlow.ServiceDefaults.Tests.Support;

/// <summary>Counts what reaches it, and allocates nothing.</summary>
internal sealed class SilentProvider : ILoggerProvider, ILogger
{
    public int Count { get; private set; }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Count++;

    public void Dispose()
    {
        // Nothing to let go of.
    }
}
