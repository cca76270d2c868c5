using System.Collections;
using DevFlow.Secrets;

namespace DevFlow.ServiceDefaults;

/// <summary>
/// Stands for an exception whose text holds a value. Its type cannot be kept, as an exception's message cannot be changed;
/// <see cref="ToString"/> begins with the name of the original type and holds the original stack, masked.
/// </summary>
internal sealed class ScrubbedException : Exception
{
    private readonly string _text;
    private readonly string? _stackTrace;

    private ScrubbedException(Exception original, SecretScrubber scrubber)
        : base(scrubber.Scrub(original.Message), original.InnerException is { } inner ? Of(inner, scrubber) : null)
    {
        _text = scrubber.Scrub(original.ToString());
        _stackTrace = original.StackTrace is { } stack ? scrubber.Scrub(stack) : null;
        HResult = original.HResult;
        Source = original.Source is { } source ? scrubber.Scrub(source) : null;
        HelpLink = original.HelpLink is { } link ? scrubber.Scrub(link) : null;
        foreach (DictionaryEntry entry in original.Data)
            Data[scrubber.ScrubObject(entry.Key)!] = scrubber.ScrubObject(entry.Value);
    }

    public override string? StackTrace => _stackTrace;

    /// <summary>The exception itself when nothing that it says holds a value.</summary>
    public static Exception Of(Exception exception, SecretScrubber scrubber) =>
        HoldsValue(exception, scrubber) ? new ScrubbedException(exception, scrubber) : exception;

    public override string ToString() => _text;

    // The text of most exceptions holds that of the inner ones, but a type may print itself differently.
    private static bool HoldsValue(Exception exception, SecretScrubber scrubber) =>
        scrubber.Contains(exception.ToString())
        || scrubber.Contains(exception.Message)
        || scrubber.Contains(exception.HelpLink)
        || DataHoldsValue(exception.Data, scrubber)
        || (exception is AggregateException several
            ? several.InnerExceptions.Any(inner => HoldsValue(inner, scrubber))
            : exception.InnerException is { } one && HoldsValue(one, scrubber));

    private static bool DataHoldsValue(IDictionary data, SecretScrubber scrubber)
    {
        if (data.Count == 0)
            return false;
        foreach (DictionaryEntry entry in data)
        {
            if (!ReferenceEquals(scrubber.ScrubObject(entry.Key), entry.Key) || !ReferenceEquals(scrubber.ScrubObject(entry.Value), entry.Value))
                return true;
        }

        return false;
    }
}
