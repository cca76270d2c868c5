using System.Globalization;

namespace DevFlow.Secrets;

/// <summary>The hours of each day, in UTC, in which a secret may be replaced by schedule. One that begins later than it ends goes over midnight.</summary>
/// <param name="From">The first moment.</param>
/// <param name="To">The end, which does not belong to it.</param>
public sealed record RotationWindow(TimeOnly From, TimeOnly To)
{
    private const string Form = "HH:mm";

    /// <summary>Reads <c>02:00-05:00</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The window; null when the text is none, or one without a moment in it.</returns>
    public static RotationWindow? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('-') is [var from, var to]
            && TimeOnly.TryParseExact(from.Trim(), Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            && TimeOnly.TryParseExact(to.Trim(), Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var end)
            && first != end
            ? new(first, end)
            : null;
    }

    /// <summary>Whether a moment is in it.</summary>
    /// <param name="moment">The moment.</param>
    public bool Contains(DateTimeOffset moment) => TimeOnly.FromDateTime(moment.UtcDateTime).IsBetween(From, To);

    /// <summary>The first moment in it from one on, which may be that one.</summary>
    /// <param name="moment">The moment.</param>
    public DateTimeOffset Next(DateTimeOffset moment)
    {
        if (Contains(moment))
            return moment;
        var day = moment.UtcDateTime.Date + From.ToTimeSpan();
        return new(day < moment.UtcDateTime ? day.AddDays(1) : day, TimeSpan.Zero);
    }

    /// <summary>As it is written.</summary>
    public override string ToString() => $"{From.ToString(Form, CultureInfo.InvariantCulture)}-{To.ToString(Form, CultureInfo.InvariantCulture)}";
}
