using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace DevFlow.Secrets.Tests;

/// <summary>Records what the meter of the secrets system measures, as text.</summary>
internal sealed class MetricRecorder : IDisposable
{
    private readonly MeterListener _listener = new();

    public MetricRecorder()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == SecretsTelemetry.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Record(i, value.ToString(), tags));
        _listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Record(i, value.ToString(), tags));
        _listener.Start();
    }

    public ConcurrentQueue<(string Instrument, string Text)> Measured { get; } = new();

    public string Of(string instrument, string mark) =>
        Assert.Single(Measured, m => m.Instrument == instrument && m.Text.Contains(mark, StringComparison.Ordinal)).Text;

    public void Dispose() => _listener.Dispose();

    private void Record(Instrument instrument, string value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder(value);
        foreach (var (name, tag) in tags)
            text.Append(' ').Append(name).Append('=').Append(tag);
        Measured.Enqueue((instrument.Name, text.ToString()));
    }
}
