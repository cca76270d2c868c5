using Microsoft.Extensions.Logging;

namespace DevFlow.ServiceDefaults.Tests.Support;

internal sealed record LogEntry(LogLevel Level, string Message, object? State, Exception? Exception, IReadOnlyList<string> Scopes)
{
    public IReadOnlyDictionary<string, object?> Items { get; } =
        (State as IEnumerable<KeyValuePair<string, object?>> ?? []).ToDictionary(item => item.Key, item => item.Value, StringComparer.Ordinal);

    /// <summary>Everything that a provider could write of it.</summary>
    public string All => string.Join('\n', [
        Message, $"{State}", .. Items.Select(item => $"{item.Key}={Print(item.Value)}"), .. Scopes, .. Print(Exception)]);

    private static string Print(object? value) => value switch
    {
        string text => text,
        byte[] bytes => System.Text.Encoding.UTF8.GetString(bytes),
        System.Collections.IEnumerable items => string.Join(',', items.Cast<object>()),
        _ => $"{value}",
    };

    private static IEnumerable<string> Print(Exception? exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            yield return $"{e.Message} {e} {e.StackTrace} {e.HelpLink} {e.Source}";
            foreach (System.Collections.DictionaryEntry entry in e.Data)
                yield return $"{entry.Key}={entry.Value}";
            if (e is AggregateException several)
                yield return string.Join('\n', several.InnerExceptions.SelectMany(Print));
        }
    }
}
