using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DevFlow.WorkflowEngine.Tests.Support;

/// <summary>Everything that an engine says of itself from now on: logs of all levels with their states and exceptions, spans with their tags and events.</summary>
internal sealed class Overheard : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _said = [];
    private readonly ActivityListener _spans;

    public Overheard(Engine engine)
    {
        _spans = new()
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => _said.Enqueue(
                $"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events.Select(one => $"{one.Name} {string.Join(' ', one.Tags)}"))}"),
        };
        ActivitySource.AddActivityListener(_spans);
        engine.Services.GetRequiredService<ILoggerFactory>().AddProvider(this);
    }

    public int Count => _said.Count;

    /// <summary>What was said that holds a text, as it is or in one of the forms in which it travels.</summary>
    public IReadOnlyList<string> With(string text)
    {
        string[] forms = [text, Uri.EscapeDataString(text), Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), Convert.ToHexString(Encoding.UTF8.GetBytes(text))];
        return [.. _said.Where(line => forms.Any(form => line.Contains(form, StringComparison.OrdinalIgnoreCase)))];
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(pair => Convert.ToString(pair.Value, CultureInfo.InvariantCulture))) : "";
        _said.Enqueue($"{formatter(state, exception)} {values} {exception}");
    }

    public void Dispose() => _spans.Dispose();
}
