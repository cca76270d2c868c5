using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Components.Metrics;

/// <summary>Names series by what tells them apart: the attributes that not all of them have the same, or all attributes when there is no such.</summary>
internal sealed class SeriesNames(IReadOnlyList<Series> all)
{
    private readonly HashSet<string> _telling = [.. all
        .SelectMany(series => series.Fields)
        .GroupBy(field => field.Name, StringComparer.Ordinal)
        .Where(values => values.Count() < all.Count || values.Any(field => field.Value != values.First().Value))
        .Select(values => values.Key)];

    public string Of(IReadOnlyList<Field> fields)
    {
        var shown = _telling.Count == 0 ? fields : [.. fields.Where(field => _telling.Contains(field.Name))];
        return shown.Count == 0 ? "(no attributes)" : string.Join(", ", shown.Select(field => $"{field.Name}={field.Value}"));
    }
}
