using DevFlow.Dashboard.Otlp.Wire;
using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Otlp;

/// <summary>Puts into the stores what was received, by whichever protocol.</summary>
internal sealed class OtlpIntake(TraceReader traceReader, LogReader logReader, MetricReader metricReader, TraceStore traces, LogStore logs)
{
    public ExportResponse Take(ExportTraceRequest request)
    {
        var rejections = new Rejections();
        traces.Add(traceReader.Read(request, rejections));
        return rejections.ToResponse();
    }

    public ExportResponse Take(ExportLogsRequest request)
    {
        logs.Add(logReader.Read(request));
        return new();
    }

    public ExportResponse Take(ExportMetricsRequest request)
    {
        var rejections = new Rejections();
        metricReader.Read(request, rejections);
        return rejections.ToResponse();
    }
}
