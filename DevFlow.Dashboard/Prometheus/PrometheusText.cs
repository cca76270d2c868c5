using System.Globalization;
using System.Text;
using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Prometheus;

/// <summary>Writes Prometheus' text format, version 0.0.4.</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private static readonly string[] _ofHistogram = ["_bucket", "_sum", "_count"];

    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    private PrometheusText()
    {
    }

    public static string Of(IReadOnlyList<InstrumentSeries> metrics)
    {
        var text = new PrometheusText();
        text.WriteTargets(metrics);
        // Services share instruments: one family for all of them, with the type that comes first should they disagree.
        foreach (var family in metrics.Where(metric => metric.Series.Count > 0)
            .OrderBy(metric => metric.Instrument.Service, StringComparer.Ordinal)
            .GroupBy(metric => PrometheusName.Of(metric.Instrument), StringComparer.Ordinal)
            .Where(family => family.Key.Length > 0)
            .OrderBy(family => family.Key, StringComparer.Ordinal))
        {
            var kind = TypeOf(family.First().Instrument.Kind);
            text.WriteFamily(family.Key, kind, [.. family.Where(metric => TypeOf(metric.Instrument.Kind) == kind)]);
        }

        return text._text.ToString();
    }

    private void WriteFamily(string name, string type, IReadOnlyList<InstrumentSeries> metrics)
    {
        // A family that would write samples of another one's name would make the whole text unreadable.
        List<string> names = [name, .. type == "histogram" ? _ofHistogram.Select(suffix => name + suffix) : []];
        if (names.Any(_taken.Contains))
            return;
        _taken.UnionWith(names);

        WriteHead(name, type, metrics.Select(metric => metric.Instrument.Description).FirstOrDefault(text => text.Length > 0, ""));
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var metric in metrics)
        {
            foreach (var series in metric.Series)
            {
                // Attributes that differ in letters which labels have not are one series.
                var labels = PrometheusLabels.Of(series, metric.Instrument.Meter);
                if (!written.Add(labels))
                    continue;
                if (series.Last.Histogram is { } histogram)
                    WriteHistogram(name, labels, histogram, series.Last.Value);
                else
                    Write(name, labels, Number(series.Last.Value));
            }
        }
    }

    private void WriteHistogram(string name, string labels, HistogramPoint histogram, double sum)
    {
        long upTo = 0;
        for (var i = 0; i < histogram.Counts.Count; i++)
        {
            upTo += histogram.Counts[i];
            var bound = i < histogram.Bounds.Count ? Number(histogram.Bounds[i]) : "+Inf";
            Write(name + "_bucket", $"{labels},le=\"{bound}\"", upTo.ToString(CultureInfo.InvariantCulture));
        }

        Write(name + "_sum", labels, Number(sum));
        Write(name + "_count", labels, histogram.Count.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>What is known of each process beside its name, as one sample.</summary>
    private void WriteTargets(IReadOnlyList<InstrumentSeries> metrics)
    {
        var targets = metrics.SelectMany(metric => metric.Series).Select(series => PrometheusLabels.OfTarget(series.Sender)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (targets.Count == 0)
            return;
        const string name = "target_info";
        _taken.Add(name);
        WriteHead(name, "gauge", "Attributes of the process.");
        foreach (var labels in targets)
            Write(name, labels, "1");
    }

    private void WriteHead(string name, string type, string help)
    {
        if (help.Length > 0)
            _text.Append("# HELP ").Append(name).Append(' ').Append(help.Replace("\\", @"\\").Replace("\r", "").Replace("\n", @"\n")).Append('\n');
        _text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
    }

    private void Write(string name, string labels, string value) =>
        _text.Append(name).Append('{').Append(labels).Append("} ").Append(value).Append('\n');

    private static string TypeOf(InstrumentKind kind) => kind switch
    {
        InstrumentKind.Counter => "counter",
        InstrumentKind.Histogram => "histogram",
        _ => "gauge",
    };

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
