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

    private readonly List<string> _passedOver = [];

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        if (eventId.Name == "PassedOver")
            _passedOver.Add(formatter(state, exception));
        else if (eventId.Id >= FirstOfAudit)
            Talk.Warning(formatter(state, exception));
    }

    /// <summary>Says what was passed over. A command that failed says so by itself.</summary>
    public void SayPassedOver() => _passedOver.ForEach(Talk.Warning);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The tool logs to stderr alone.");

    public void Dispose()
    {
    }
}
