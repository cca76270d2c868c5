using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Components.Traces;

/// <summary>What an address of the list asks for.</summary>
internal static class TraceQueryParser
{
    /// <param name="service">One in which this service has a span.</param>
    /// <param name="text">In a name, a value or the id.</param>
    /// <param name="errors"><c>true</c> for those with errors alone.</param>
    /// <param name="min">The least duration, in milliseconds.</param>
    /// <param name="field">An attribute as <c>NAME=VALUE</c>; the name ends at the first equals sign.</param>
    /// <returns>Null when it asks for something that cannot be.</returns>
    public static TraceQuery? Of(string? service, string? text, string? errors, string? min, string? field)
    {
        var milliseconds = 0d;
        var equals = field?.IndexOf('=', StringComparison.Ordinal) ?? -1;
        if ((!string.IsNullOrEmpty(min) && !(double.TryParse(min, out milliseconds) && milliseconds is >= 0 and < 1e12)) || (!string.IsNullOrEmpty(field) && equals < 1))
            return null;

        return new()
        {
            Service = string.IsNullOrEmpty(service) ? null : service,
            Text = string.IsNullOrEmpty(text) ? null : text,
            ErrorsOnly = errors == "true",
            AtLeast = milliseconds > 0 ? TimeSpan.FromMilliseconds(milliseconds) : null,
            Field = equals > 0 ? new Field(field![..equals], field[(equals + 1)..]) : null,
        };
    }
}
