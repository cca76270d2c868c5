using DevFlow.Dashboard.Telemetry;
using Microsoft.AspNetCore.Components;

namespace DevFlow.Dashboard.Components.Metrics;

public sealed partial class InstrumentView
{
    /// <summary>As many as there are colours.</summary>
    private const int MostLines = 10;

    private IReadOnlyList<Series> _series = [];
    private IReadOnlyList<ChartLine> _lines = [];
    private IReadOnlyList<ChartLine> _drawn = [];
    private Timeline _timeline = null!;
    private Unit _unit = null!;

    [Inject]
    internal MetricStore Store { get; set; } = null!;

    [Parameter]
    [EditorRequired]
    public Instrument Instrument { get; set; } = null!;

    [Parameter]
    [EditorRequired]
    public MetricsLocation At { get; set; } = null!;

    [Parameter]
    [EditorRequired]
    public DateTimeOffset Now { get; set; }

    private IReadOnlyList<MetricView> Views => Instrument.Kind switch
    {
        InstrumentKind.Counter => [MetricView.PerSecond, MetricView.Value],
        InstrumentKind.Histogram => [MetricView.Percentiles, MetricView.PerSecond],
        _ => [MetricView.Value],
    };

    private MetricView View => At.View is { } view && Views.Contains(view) ? view : Views[0];

    private string Title => $"{Instrument.Name}, {NameOf(View)}, last {At.Minutes} minutes";

    private string KindName => Instrument.Kind switch
    {
        InstrumentKind.Counter => "Counter",
        InstrumentKind.UpDownCounter => "Up-down counter",
        InstrumentKind.Histogram => "Histogram",
        _ => "Gauge",
    };

    protected override void OnParametersSet()
    {
        _series = Store.Series(Instrument.Service, Instrument.Meter, Instrument.Name);
        _timeline = Timeline.Of(TimeSpan.FromMinutes(At.Minutes), Now);
        _unit = Unit.Of(Instrument, View);
        _lines = MetricLines.Of(Instrument, [.. _series.Where(series => At.Wants(series.Fields))], View, _timeline);
        _drawn = MetricLines.Largest(_lines, MostLines);
    }

    private string NameOf(MetricView view) => view switch
    {
        MetricView.PerSecond => "Per second",
        MetricView.Percentiles => "Percentiles",
        _ => Instrument.Kind == InstrumentKind.Counter ? "Total" : "Value",
    };
}
