using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace DevFlow.Secrets.Vault.Tests.Rotation;

/// <summary>Keeps every line that is logged, with what it was made of.</summary>
internal sealed class KeptLines : ILogger
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var structured = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs) : "";
        Lines.Enqueue($"{logLevel}: {formatter(state, exception)} {structured} {exception}");
    }
}
