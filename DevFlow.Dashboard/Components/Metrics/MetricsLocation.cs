using DevFlow.Dashboard.Telemetry;
using Microsoft.AspNetCore.WebUtilities;

namespace DevFlow.Dashboard.Components.Metrics;

/// <summary>What the page shows, as its address says it.</summary>
public sealed record MetricsLocation
{
    public const int DefaultMinutes = 5;

    public static readonly IReadOnlyList<int> Windows = [1, 5, 15, 30];

    public string? Service { get; init; }

    public string? Meter { get; init; }

    public string? Instrument { get; init; }

    public int Minutes { get; init; } = DefaultMinutes;

    /// <summary>Null for what suits the instrument best.</summary>
    public MetricView? View { get; init; }

    public bool AsTable { get; init; }

    /// <summary>The values that are chosen; of an attribute without any, all are shown.</summary>
    public IReadOnlyList<Field> Where { get; init; } = [];

    public string Url => QueryHelpers.AddQueryString("/metrics", Query().Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value)));

    public bool Wants(IReadOnlyList<Field> fields) =>
        Where.GroupBy(chosen => chosen.Name, StringComparer.Ordinal).All(chosen => chosen.Any(value => value.Value == (fields.Find(value.Name) ?? "")));

    /// <summary>The same with the value chosen, or not chosen when it was.</summary>
    public MetricsLocation Toggle(Field value) => this with { Where = Where.Contains(value) ? [.. Where.Where(other => other != value)] : [.. Where, value] };

    /// <summary>A value that is chosen, from the address; null for what is none. The name is escaped, since it may have a <c>=</c> itself.</summary>
    public static Field? ReadWhere(string text) =>
        text.Split('=', 2) is [var name, var value] ? new Field(Uri.UnescapeDataString(name), value) : null;

    private IEnumerable<Field> Query()
    {
        if (Service is not null)
            yield return new("service", Service);
        if (Meter is not null)
            yield return new("meter", Meter);
        if (Instrument is not null)
            yield return new("instrument", Instrument);
        if (Minutes != DefaultMinutes)
            yield return new("minutes", Minutes.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (View is { } view)
            yield return new("show", view.ToString());
        if (AsTable)
            yield return new("as", "table");
        foreach (var chosen in Where)
            yield return new("where", $"{Uri.EscapeDataString(chosen.Name)}={chosen.Value}");
    }
}
