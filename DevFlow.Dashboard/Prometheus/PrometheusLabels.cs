using System.Text;
using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Prometheus;

/// <summary>Labels as text: who measured (<c>job</c>, <c>instance</c>), with which meter, and the attributes.</summary>
internal static class PrometheusLabels
{
    private const string Service = "service.name";
    private const string Namespace = "service.namespace";
    private const string Instance = "service.instance.id";

    private static readonly HashSet<string> _own = new(StringComparer.Ordinal) { "job", "instance", "otel_scope_name", "le" };

    public static string Of(Series series, string meter) => Write([.. OfSender(series.Sender), new("otel_scope_name", meter), .. OfFields(series.Fields)]);

    public static string OfTarget(Sender sender) => Write([.. OfSender(sender), .. OfFields(sender.Fields.Where(field => field.Name is not (Service or Namespace or Instance)))]);

    private static IEnumerable<Field> OfSender(Sender sender)
    {
        var space = sender.Fields.Find(Namespace);
        yield return new("job", string.IsNullOrEmpty(space) ? sender.Service : $"{space}/{sender.Service}");
        yield return new("instance", sender.Instance);
    }

    /// <summary>Attributes that come to bear one name are one label, with their values side by side.</summary>
    private static IEnumerable<Field> OfFields(IEnumerable<Field> fields) => fields
        .OrderBy(field => field.Name, StringComparer.Ordinal)
        .GroupBy(field => PrometheusName.OfLabel(field.Name), StringComparer.Ordinal)
        .Where(label => label.Key.Length > 0)
        .Select(label => new Field(_own.Contains(label.Key) ? $"exported_{label.Key}" : label.Key, string.Join(';', label.Select(field => field.Value))))
        .DistinctBy(label => label.Name, StringComparer.Ordinal);

    private static string Write(IEnumerable<Field> labels)
    {
        var text = new StringBuilder();
        foreach (var label in labels)
        {
            text.Append(text.Length == 0 ? "" : ",").Append(label.Name).Append("=\"");
            foreach (var letter in label.Value)
                _ = letter switch { '\\' => text.Append(@"\\"), '"' => text.Append("\\\""), '\n' => text.Append(@"\n"), _ => text.Append(letter) };
            text.Append('"');
        }

        return text.ToString();
    }
}
