using DevFlow.Dashboard.Otlp.Wire;
using DevFlow.Dashboard.Telemetry;
using Google.Protobuf.Collections;

namespace DevFlow.Dashboard.Otlp;

internal sealed class MetricReader(FieldReader reader, SenderRegistry senders, MetricStore store, TimeProvider time)
{
    private const uint NoRecordedValue = 1;

    public void Read(ExportMetricsRequest request, Rejections rejections)
    {
        foreach (var resource in request.ResourceMetrics)
        {
            var sender = senders.Get(resource.Resource);
            foreach (var scope in resource.ScopeMetrics)
            {
                var meter = reader.Name(scope.Scope?.Name ?? "");
                foreach (var metric in scope.Metrics)
                    Read(metric, sender, meter, rejections);
            }
        }
    }

    private void Read(Metric metric, Sender sender, string meter, Rejections rejections)
    {
        var instrument = new Instrument(sender.Service, meter, reader.Name(metric.Name)) { Unit = reader.Name(metric.Unit), Description = reader.Value(metric.Description) };
        switch (metric.DataCase)
        {
            case Metric.DataOneofCase.Gauge:
                Add(sender, instrument with { Kind = InstrumentKind.Gauge }, metric.Gauge.DataPoints, AggregationTemporality.Unspecified, rejections);
                break;
            case Metric.DataOneofCase.Sum:
                Add(sender, instrument with { Kind = metric.Sum.IsMonotonic ? InstrumentKind.Counter : InstrumentKind.UpDownCounter }, metric.Sum.DataPoints, metric.Sum.AggregationTemporality, rejections);
                break;
            case Metric.DataOneofCase.Histogram:
                foreach (var point in metric.Histogram.DataPoints.Where(point => HasValue(point.Flags)))
                    Add(sender, instrument, point.Attributes, (point.StartTimeUnixNano, point.TimeUnixNano), point.Sum, HistogramPoints.Of(point), metric.Histogram.AggregationTemporality, rejections);
                break;
            case Metric.DataOneofCase.ExponentialHistogram:
                foreach (var point in metric.ExponentialHistogram.DataPoints.Where(point => HasValue(point.Flags)))
                    Add(sender, instrument, point.Attributes, (point.StartTimeUnixNano, point.TimeUnixNano), point.Sum, HistogramPoints.Of(point), metric.ExponentialHistogram.AggregationTemporality, rejections);
                break;
            default:
                for (var i = 0; i < Math.Max(1, metric.Summary?.DataPoints.Count ?? 1); i++)
                    rejections.Add("summaries, and kinds of metrics that are not known, are not kept; send a histogram");
                break;
        }
    }

    private void Add(Sender sender, Instrument instrument, RepeatedField<NumberDataPoint> points, AggregationTemporality temporality, Rejections rejections)
    {
        foreach (var point in points.Where(point => HasValue(point.Flags)))
        {
            var value = point.ValueCase == NumberDataPoint.ValueOneofCase.AsInt ? point.AsInt : point.AsDouble;
            if (double.IsFinite(value) && point.ValueCase != NumberDataPoint.ValueOneofCase.None)
                store.Add(sender, instrument, reader.Fields(point.Attributes), new(Time(point.TimeUnixNano), value), Start(point.StartTimeUnixNano), temporality == AggregationTemporality.Delta);
            else
                rejections.Add("a point's value is not a finite number");
        }
    }

    private void Add(
        Sender sender, Instrument instrument, RepeatedField<KeyValue> attributes, (ulong Start, ulong End) time, double sum, HistogramPoint? histogram, AggregationTemporality temporality, Rejections rejections)
    {
        if (histogram is { IsValid: true })
            store.Add(sender, instrument with { Kind = InstrumentKind.Histogram }, reader.Fields(attributes), new(Time(time.End), double.IsFinite(sum) ? sum : 0, histogram), Start(time.Start), temporality == AggregationTemporality.Delta);
        else
            rejections.Add("a histogram's count, buckets and bounds do not fit together");
    }

    /// <summary>When counting began; zero is not known.</summary>
    private static DateTimeOffset? Start(ulong nanoseconds) => nanoseconds == 0 ? null : OtlpValues.Time(nanoseconds, default);

    private DateTimeOffset Time(ulong nanoseconds) => OtlpValues.Time(nanoseconds, time.GetUtcNow());

    private static bool HasValue(uint flags) => (flags & NoRecordedValue) == 0;
}
