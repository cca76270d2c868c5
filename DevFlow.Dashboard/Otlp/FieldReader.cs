using DevFlow.Dashboard.Otlp.Wire;
using DevFlow.Dashboard.Telemetry;
using Google.Protobuf.Collections;

namespace DevFlow.Dashboard.Otlp;

/// <summary>Names and attributes as text, cut to what is kept of them.</summary>
internal sealed class FieldReader(DashboardOptions options, TextPool pool)
{
    public string Name(string text) => pool.Share(AnyValueText.Cut(text, options.MaxNameLength));

    public string Value(AnyValue? value) => pool.Share(AnyValueText.Of(value, options.MaxValueLength));

    public string Value(string text) => pool.Share(AnyValueText.Cut(text, options.MaxValueLength));

    /// <summary>The attributes; when there are too many, the last one says how many were left out.</summary>
    public IReadOnlyList<Field> Fields(RepeatedField<KeyValue> attributes)
    {
        if (attributes.Count == 0)
            return [];
        var left = attributes.Count - options.MaxAttributes;
        var fields = new Field[left > 0 ? options.MaxAttributes + 1 : attributes.Count];
        for (var i = 0; i < Math.Min(attributes.Count, options.MaxAttributes); i++)
            fields[i] = new(Name(attributes[i].Key), Value(attributes[i].Value));
        if (left > 0)
            fields[^1] = new(AnyValueText.CutMark, $"{left} more");
        return fields;
    }
}
