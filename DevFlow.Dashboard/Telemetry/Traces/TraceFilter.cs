using System.Buffers;
using System.Globalization;

namespace DevFlow.Dashboard.Telemetry;

/// <summary>A query made ready to be asked of many traces.</summary>
internal sealed class TraceFilter
{
    private const int DigitsInId = 32;

    /// <summary>Fewer digits are more likely a part of a word.</summary>
    private const int MinDigits = 8;

    private readonly TraceQuery _query;
    private readonly SearchValues<string>? _text;
    private readonly UInt128? _idStart;
    private readonly int _idShift;

    public TraceFilter(TraceQuery query)
    {
        _query = query;
        if (string.IsNullOrEmpty(query.Text))
            return;
        _text = SearchValues.Create([query.Text], StringComparison.OrdinalIgnoreCase);
        if (query.Text.Length is < MinDigits or > DigitsInId || !UInt128.TryParse(query.Text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var start))
            return;
        _idStart = start;
        _idShift = 4 * (DigitsInId - query.Text.Length);
    }

    /// <summary>Whether a trace has to be looked at span by span.</summary>
    public bool LooksAtSpans => _text is not null || _query.Field is not null;

    /// <summary>What can be said of a trace without looking at its spans.</summary>
    public bool Admits(StoredTrace trace) =>
        (!_query.ErrorsOnly || trace.Errors > 0)
        && (_query.AtLeast is null || trace.Duration >= _query.AtLeast)
        && (_query.Service is null || trace.Has(_query.Service));

    /// <summary>What can only be said by looking at its spans.</summary>
    public bool Admits(TraceId id, ReadOnlySpan<Span> spans) =>
        (_query.Field is not { } field || Has(spans, field)) && (_text is null || id.Value >> _idShift == _idStart || Has(spans, _text));

    private static bool Has(ReadOnlySpan<Span> spans, Field field)
    {
        foreach (var span in spans)
        {
            if (span.Fields.Find(field.Name) == field.Value)
                return true;
        }

        return false;
    }

    private static bool Has(ReadOnlySpan<Span> spans, SearchValues<string> text)
    {
        foreach (var span in spans)
        {
            if (span.Name.AsSpan().ContainsAny(text) || span.Fields.HasValue(text))
                return true;
        }

        return false;
    }
}
