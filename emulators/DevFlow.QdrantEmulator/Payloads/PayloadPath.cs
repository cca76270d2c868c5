using System.Globalization;
using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>A place in a payload: `a.b`, `a[0]`, `a[].b`, `"a.b".c`.</summary>
internal sealed record PayloadPath(IReadOnlyList<PathStep> Steps)
{
    public static PayloadPath Parse(string text)
    {
        var steps = new List<PathStep>();
        var at = 0;
        while (at < text.Length || steps.Count == 0)
        {
            if (ReadStep(text, isFirst: steps.Count == 0, ref at) is not { } step)
                throw ApiException.Format($"Invalid json path: \"{text}\"");
            steps.Add(step);
        }

        return new PayloadPath(steps);
    }

    public PayloadPath Append(PayloadPath rest) => new([.. Steps, .. rest.Steps]);

    /// <summary>`a` becomes `a[]`; what ends so already stays.</summary>
    public PayloadPath ToElements() => Steps[^1] == PathStep.Every ? this : new PayloadPath([.. Steps, PathStep.Every]);

    public IEnumerable<JsonElement> ValuesIn(JsonElement payload) => Walk(payload, 0);

    public bool StartsWith(IReadOnlyList<PathStep> other) => Steps.Count >= other.Count && Steps.Take(other.Count).SequenceEqual(other);

    public override string ToString() => string.Concat(Steps.Select((step, index) =>
        step.Key is null ? (step == PathStep.Every ? "[]" : $"[{step.Index}]") : index == 0 ? step.Key : $".{step.Key}"));

    private IEnumerable<JsonElement> Walk(JsonElement value, int depth)
    {
        if (depth == Steps.Count)
            return [value];
        var step = Steps[depth];
        if (step.Key is { } key)
            return value.ValueKind == JsonValueKind.Object && value.TryGetProperty(key, out var member) ? Walk(member, depth + 1) : [];
        if (value.ValueKind != JsonValueKind.Array)
            return [];
        return step == PathStep.Every ? value.EnumerateArray().SelectMany(element => Walk(element, depth + 1))
            : step.Index < value.GetArrayLength() ? Walk(value[step.Index], depth + 1)
            : [];
    }

    private static PathStep? ReadStep(string text, bool isFirst, ref int at)
    {
        if (!isFirst && text[at] == '[')
        {
            var end = text.IndexOf(']', at);
            var inside = end < 0 ? null : text[(at + 1)..end];
            at = end + 1;
            return inside is "" ? PathStep.Every
                : int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? new PathStep(Key: null, index)
                : null;
        }

        if (!isFirst && text[at++] != '.')
            return null;
        if (at < text.Length && text[at] == '"')
        {
            var end = text.IndexOf('"', at + 1);
            var key = end < 0 ? null : text[(at + 1)..end];
            at = end + 1;
            return key is null || key.Contains('\\', StringComparison.Ordinal) ? null : new PathStep(key, 0);
        }

        var start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '-'))
            at++;
        return at > start ? new PathStep(text[start..at], 0) : null;
    }
}
