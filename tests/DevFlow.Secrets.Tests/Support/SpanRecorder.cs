using System.Collections.Concurrent;
using System.Diagnostics;

namespace DevFlow.Secrets.Tests;

/// <summary>Records the spans of the secrets system that belong to one trace, since tests run side by side.</summary>
internal sealed class SpanRecorder : IDisposable
{
    private readonly ActivitySource _source = new("tests");
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;
    private readonly Activity _root;

    public SpanRecorder()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is SecretsTelemetry.Name || ReferenceEquals(source, _source),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
        _root = _source.StartActivity("test")!;
    }

    public IReadOnlyList<Activity> Spans => [.. _spans.Where(s => s.TraceId == _root.TraceId && s != _root)];

    public void Dispose()
    {
        _root.Dispose();
        _listener.Dispose();
        _source.Dispose();
    }
}
