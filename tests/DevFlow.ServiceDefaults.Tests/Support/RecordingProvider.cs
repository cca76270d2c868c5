using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace DevFlow.ServiceDefaults.Tests.Support;

/// <summary>A log provider such as a service may bring along.</summary>
[ProviderAlias("Recording")]
internal sealed class RecordingProvider : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<LogEntry> Entries { get; } = new();

    public LogEntry Last => Entries.Last();

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void Dispose()
    {
        // Nothing to let go of.
    }

    private sealed class Logger(RecordingProvider provider) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => provider._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scopes = new List<string>();
            provider._scopes.ForEachScope(
                (scope, list) =>
                {
                    list.Add($"{scope}");
                    if (scope is IEnumerable<KeyValuePair<string, object?>> items)
                        list.AddRange(items.Select(item => $"{item.Key}={item.Value}"));
                },
                scopes);
            provider.Entries.Enqueue(new(logLevel, formatter(state, exception), state, exception, scopes));
        }
    }
}
