using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;

namespace DevFlow.ServiceDefaults.Tests.Support;

/// <summary>Keeps every span that ends.</summary>
internal sealed class KeepingProcessor : BaseProcessor<Activity>
{
    private readonly ConcurrentQueue<Activity> _spans = new();

    public override void OnEnd(Activity data) => _spans.Enqueue(data);

    public void Clear() => _spans.Clear();

    public IEnumerable<Activity> Of(ActivityTraceId trace) => _spans.Where(span => span.TraceId == trace);

    /// <summary>Waits for a span: a server's ends after its answer has left.</summary>
    public async Task<Activity> EndedAsync(Func<Activity, bool> isMeant, CancellationToken cancellationToken)
    {
        Activity? span;
        while ((span = _spans.FirstOrDefault(isMeant)) is null)
            await Task.Delay(10, cancellationToken);
        return span;
    }

    public string Everything() => string.Join(
        '\n', _spans.Select(span => $"{span.DisplayName} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events.SelectMany(e => e.Tags))}"));
}
