using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace DevFlow.Secrets;

/// <summary>
/// Masks every value it was told of, wherever it stands in a text: as it is, URL-escaped, JSON-escaped, in base64 or in hex,
/// alone or inside more. Thread-safe. Looking takes no lock and allocates nothing; a value counts from the next look on.
/// </summary>
/// <remarks>
/// Letter case is told apart, except in the hex digits of an encoding. In base64 of a longer text the first and last character
/// of a value may hold bits of its neighbours and are left standing, six bits each at most.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class SecretScrubber
{
    /// <summary>The least length of a value, in characters: anything shorter would mask half of what is written beside it.</summary>
    public const int MinimumLength = 8;

    /// <summary>
    /// How long the values of a request are still masked when it is over: 30 seconds. The span of a request ends, and its last
    /// line is logged, after the request's services are gone.
    /// </summary>
    public static readonly TimeSpan ForgetAfter = TimeSpan.FromSeconds(30);

    // 64 MiB of text.
    private const long EnoughCharacters = 32 * 1024 * 1024;

    // Values that are never forgotten, so that one handed out again costs one look-up. The strings are those of the table. What
    // stands beside them is of no use; of a dictionary of two references the code is there already when a process starts.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly ConcurrentDictionary<string, string> _lasting = new(StringComparer.Ordinal);

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly HashSet<string> _forms = new(StringComparer.Ordinal);

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly RequestForms _ofRequests = new();

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly Lock _writing = new();

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly DelayedForgetting _leaving;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private volatile PatternTable<char> _table = PatternTable<char>.Empty;

    /// <summary>A scrubber that knows no value yet.</summary>
    /// <param name="timeProvider">The clock for <see cref="ForgetAfter"/>; that of the system by default.</param>
    public SecretScrubber(TimeProvider? timeProvider = null) => _leaving = new(timeProvider ?? TimeProvider.System, ForgetAfter, _ofRequests.Remove);

    /// <summary>Whether <see cref="Register(string)"/> would take the value: it has <see cref="MinimumLength"/> characters, white space around it not counted.</summary>
    /// <param name="value">The value.</param>
    public static bool CanMask(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.AsSpan().Trim().Length >= MinimumLength;
    }

    /// <summary>Whether a value is a word such as <c>postgres</c> or <c>password</c>, which stands in every second text: no secret, whatever it is set for.</summary>
    /// <param name="value">The value.</param>
    public static bool IsOrdinaryWord(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return SecretParts.IsOrdinaryWord(value);
    }

    /// <summary>
    /// The passwords inside a text that is no secret as a whole, as they are written and as they are meant; none that is an ordinary word or the
    /// name of its user.
    /// </summary>
    /// <param name="text">Such as <c>amqp://user:password@host</c> or <c>Host=db;Password=...</c>.</param>
    public static IReadOnlyList<string> PasswordsIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. SecretParts.Passwords(text).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>
    /// Masks a value from now on, for as long as the process lives. Of a value with several lines, each line of 16 characters or
    /// more is masked by itself too (of the first hundred); of a URL or a connection string, the password. A value that is known already costs one look-up.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <returns>Whether it was taken; false when it is shorter than <see cref="MinimumLength"/>.</returns>
    public bool Register(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (_lasting.ContainsKey(value))
            return true;
        return Register([value]) == 1;
    }

    /// <summary>Masks values as <see cref="Register(string)"/> does, in one step; cheaper than one by one.</summary>
    /// <param name="values">The values.</param>
    /// <returns>How many were taken, those known already among them.</returns>
    public int Register(IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var taken = 0;
        List<string> fresh = [];
        foreach (var value in values)
        {
            if (!CanMask(value))
                continue;
            taken++;
            if (!_lasting.ContainsKey(value))
                fresh.Add(value);
        }

        if (fresh.Count > 0)
        {
            Add(fresh.SelectMany(SecretForms.Of));
            // Only now: who finds it here may rely on its being masked.
            foreach (var value in fresh)
                _lasting.TryAdd(value, value);
        }

        return taken;
    }

    /// <summary>
    /// Masks values for a while, such as one request. What was registered otherwise too, for good or for another request, stays
    /// masked after that.
    /// </summary>
    /// <remarks>
    /// Requests bring what people write, and its forms take up to fifty times its room. Of a value of more than 16,384 characters the encodings are
    /// those of its first and last 1,024, beside the whole as it is; and while more than 64 MiB of forms are known, further values have no encodings,
    /// and long ones are known by their two ends.
    /// </remarks>
    /// <param name="values">The values; those shorter than <see cref="MinimumLength"/> are passed over.</param>
    /// <returns>Disposed with the request; the values are forgotten <see cref="ForgetAfter"/> later.</returns>
    public IDisposable RegisterForRequest(params IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        List<string> forms = [];
        foreach (var value in values.Where(CanMask))
        {
            List<string> some = [.. _ofRequests.Characters < EnoughCharacters ? SecretForms.OfRequest(value) : SecretForms.FewOf(value)];
            _ofRequests.Add(some);
            forms.AddRange(some);
        }

        return new ScrubberLease(() => _leaving.Add(forms));
    }

    /// <summary>Masks the password inside a URL or a connection string that is no secret as a whole.</summary>
    /// <param name="url">Such as <c>amqp://user:password@host</c> or <c>Host=db;Password=...</c>.</param>
    /// <returns>Whether there was a password of <see cref="MinimumLength"/> characters.</returns>
    public bool RegisterPasswordOf(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return Register(PasswordsIn(url)) > 0;
    }

    /// <summary>Puts <see cref="SecretValue.Mask"/> in the place of every value; of values that overlap, one for all.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The masked text; the very same string when nothing stood in it.</returns>
    public string Scrub(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var places = new FormPlaces(_table, _ofRequests, text);
        if (!places.MoveNext())
            return text;

        var masked = new StringBuilder(text.Length);
        var written = 0;
        for (var isAny = true; isAny;)
        {
            var (start, end) = (places.Start, places.End);
            masked.Append(text, written, start - written).Append(SecretValue.Mask);
            // One that starts inside this one belongs to it.
            while ((isAny = places.MoveNext()) && places.Start < end)
                end = Math.Max(end, places.End);
            written = end;
        }

        return masked.Append(text, written, text.Length - written).ToString();
    }

    /// <summary>Whether any value stands in the text.</summary>
    /// <param name="text">The text.</param>
    public bool Contains(ReadOnlySpan<char> text) => _table.Find(text, 0, out _) >= 0 || _ofRequests.Find(text, 0, out _) >= 0;

    /// <summary>How many forms are looked for; never one of them.</summary>
    public override string ToString()
    {
        lock (_writing)
            return $"{nameof(SecretScrubber)} with {_forms.Count + _ofRequests.Count} forms";
    }

    private void Add(IEnumerable<string> forms)
    {
        lock (_writing)
        {
            List<ReadOnlyMemory<char>> fresh = [.. forms.Where(_forms.Add).Select(form => form.AsMemory())];
            if (fresh.Count > 0)
                _table = _table.With(fresh);
        }
    }
}
