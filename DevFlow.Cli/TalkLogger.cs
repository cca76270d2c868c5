using Microsoft.Extensions.Logging;

namespace DevFlow.Cli;

/// <summary>
/// Says on stderr what the library warns of and no answer of a command tells: an access that cannot be put on record, and, when the
/// command found its value all the same, the source that was passed over.
/// </summary>
internal sealed class TalkLogger : ILoggerFactory, ILogger
{
    public static readonly TalkLogger Instance = new();

    private const int FirstOfAudit = 40;

    private readonly List<(string Key, string Reason)> _passedOver = [];

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        if (eventId.Name == "PassedOver")
            Remember(formatter(state, exception));
        else if (eventId.Id >= FirstOfAudit)
            Talk.Warning(formatter(state, exception));
    }

    /// <summary>Says once what was passed over, all keys of one reason together. A command that failed says so by itself.</summary>
    /// <param name="except">Keys of which it says so too.</param>
    public void SayPassedOver(params IReadOnlyList<string> except)
    {
        lock (_passedOver)
        {
            foreach (var reason in _passedOver.Where(one => !except.Contains(one.Key)).GroupBy(one => one.Reason, one => one.Key, StringComparer.Ordinal))
                Talk.Warning($"{string.Join(", ", reason)}: {reason.Key}");
            _passedOver.Clear();
        }
    }

    // "{Key}: {Source} is passed over, …"
    private void Remember(string message)
    {
        var end = message.IndexOf(": ", StringComparison.Ordinal);
        lock (_passedOver)
            _passedOver.Add((message[..end], message[(end + 2)..]));
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The tool logs to stderr alone.");

    public void Dispose()
    {
    }
}
