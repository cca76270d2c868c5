namespace DevFlow.Dashboard.Telemetry;

/// <summary>The processes of which series are kept.</summary>
internal sealed class MetricSources
{
    /// <summary>An exporter sends once a minute unless told otherwise: what missed two is gone.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    private readonly Dictionary<(string Service, string Instance), MetricSource> _sources = [];
    private readonly Dictionary<string, MetricSource> _newest = new(StringComparer.Ordinal);
    private long _number;

    public MetricSource GetOrAdd(Sender sender)
    {
        if (!_sources.TryGetValue((sender.Service, sender.Instance), out var source))
            _sources[(sender.Service, sender.Instance)] = _newest[sender.Service] = source = new(sender, ++_number);
        return source;
    }

    public void Heard(MetricSource source, DateTimeOffset time) => source.Heard(++_number, time);

    public void Remove(MetricSource source)
    {
        _sources.Remove((source.Sender.Service, source.Sender.Instance));
        if (_newest.GetValueOrDefault(source.Sender.Service) == source)
            _newest.Remove(source.Sender.Service);
    }

    public void Clear()
    {
        _sources.Clear();
        _newest.Clear();
    }

    /// <summary>Whether it was heard of lately, and after its service's newest process was heard of first.</summary>
    public bool IsLive(MetricSource source, DateTimeOffset now) =>
        now - source.Last < Silence && !(_newest.GetValueOrDefault(source.Sender.Service)?.FirstNumber > source.LastNumber);

    /// <summary>The one that was heard of longest ago first.</summary>
    public IReadOnlyList<MetricSource> Gone(DateTimeOffset now) => [.. _sources.Values.Where(source => !IsLive(source, now)).OrderBy(source => source.LastNumber)];
}
