using DevFlow.Secrets;
using Microsoft.Extensions.Logging;

namespace DevFlow.ServiceDefaults;

/// <summary>Hands on what holds no value as it is; of what does, a masked copy.</summary>
internal sealed class ScrubbingLogger(ILogger inner, SecretScrubber scrubber) : ILogger
{
    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    // A value may become known while the scope is open, so that it is masked each time it is read.
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => state is IEnumerable<KeyValuePair<string, object?>> items
        ? inner.BeginScope(new ScrubbedScopeItems(items, scrubber))
        : inner.BeginScope(new ScrubbedScope(state, scrubber));

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!inner.IsEnabled(logLevel))
            return;

        // The providers format it again: a formatter that gave them this text would cost an allocation in every call.
        var message = formatter(state, exception) ?? "";
        var masked = exception is null ? null : ScrubbedException.Of(exception, scrubber);
        if (masked == exception && !scrubber.Contains(message) && !StateHoldsValue(state))
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
            return;
        }

        var items = state as IEnumerable<KeyValuePair<string, object?>> ?? [];
        inner.Log(
            logLevel, eventId, new ScrubbedState(scrubber.Scrub(message), scrubber.ScrubItems(items)), masked,
            static (scrubbed, _) => scrubbed.ToString());
    }

    private bool StateHoldsValue<TState>(TState state)
    {
        switch (state)
        {
            case IReadOnlyList<KeyValuePair<string, object?>> list:
                for (var i = 0; i < list.Count; i++)
                {
                    if (scrubber.Changes(list[i]))
                        return true;
                }

                return false;

            case IEnumerable<KeyValuePair<string, object?>> items:
                return items.Any(scrubber.Changes);

            default:
                return scrubber.Contains(state?.ToString());
        }
    }
}
