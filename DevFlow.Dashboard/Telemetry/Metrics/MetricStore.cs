namespace DevFlow.Dashboard.Telemetry;

/// <summary>
/// What the services measure, within bounds on the number of series and of points. A service that starts anew is another process with
/// series of its own; those of the former one stay until room is needed.
/// </summary>
internal sealed class MetricStore(DashboardOptions options, TimeProvider time)
{
    /// <summary>Every series keeps some points, whatever others take.</summary>
    private const int AlwaysKept = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Service, string Meter, string Name), InstrumentBuffer> _instruments = [];
    private readonly MetricSources _sources = new();
    private int _seriesCount;
    private int _weight;
    private long _dropped;
    private long _version;

    public long Version => Interlocked.Read(ref _version);

    /// <summary>How many points were not kept because there was no room for their series, or because they made no sense.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public int SeriesCount
    {
        get
        {
            lock (_gate)
                return _seriesCount;
        }
    }

    /// <summary>How much memory the points take, in points without buckets.</summary>
    public int Weight
    {
        get
        {
            lock (_gate)
                return _weight;
        }
    }

    /// <param name="sender">The process; of the instrument's service.</param>
    /// <param name="instrument">What was measured. Its kind, unit and description may be others than before.</param>
    /// <param name="fields">The attributes, in any order.</param>
    /// <param name="point">The measurement.</param>
    /// <param name="start">When a sum or histogram was zero (<c>start_time_unix_nano</c>); null when the sender does not say.</param>
    /// <param name="isDelta">Whether it is what came since the point before rather than since the start.</param>
    public void Add(Sender sender, Instrument instrument, IReadOnlyList<Field> fields, Point point, DateTimeOffset? start = null, bool isDelta = false)
    {
        lock (_gate)
        {
            if (!TryAdd(sender, instrument, new(sender.Instance, fields), point, start, isDelta))
                _dropped++;
        }

        Interlocked.Increment(ref _version);
    }

    /// <summary>The instruments, in order of service, meter and name.</summary>
    public IReadOnlyList<Instrument> Instruments()
    {
        lock (_gate)
        {
            return [.. _instruments.Values.Select(entry => entry.Instrument)
                .OrderBy(i => i.Service, StringComparer.Ordinal).ThenBy(i => i.Meter, StringComparer.Ordinal).ThenBy(i => i.Name, StringComparer.Ordinal)];
        }
    }

    /// <summary>The series of an instrument as they are now; empty when it is not known.</summary>
    public IReadOnlyList<Series> Series(string service, string meter, string name)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            return _instruments.TryGetValue((service, meter, name), out var entry)
                ? [.. entry.Series.Values.Select(series => new Series(series.Source.Sender, series.Fields, series.Snapshot(), IsLive(series, now)))]
                : [];
        }
    }

    /// <summary>The latest point of every series that is live.</summary>
    public IReadOnlyList<InstrumentSeries> Latest()
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            return [.. _instruments.Values.Select(entry => new InstrumentSeries(
                entry.Instrument,
                [.. entry.Series.Values.Where(series => IsLive(series, now)).Select(series => new Series(series.Source.Sender, series.Fields, [series.Last], IsLive: true))]))];
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _instruments.Clear();
            _sources.Clear();
            _seriesCount = _weight = 0;
        }

        Interlocked.Increment(ref _version);
    }

    private bool TryAdd(Sender sender, Instrument instrument, SeriesKey key, Point point, DateTimeOffset? start, bool isDelta)
    {
        if (!MakesSense(instrument.Kind, point))
            return false;

        var now = time.GetUtcNow();
        // All senders are on this machine: a time far from now is a mistake.
        if (point.Time > now.AddMinutes(1) || point.Time < now.AddHours(-1))
            point = point with { Time = now };

        if (FindOrAdd(sender, instrument, key, now) is not { } series)
            return false;
        _sources.Heard(series.Source, point.Time);
        _weight -= series.Weight;
        series.Add(point, StartOf(instrument, series, start), isDelta);
        if (series.Count > options.MaxPoints || (series.Count > AlwaysKept && _weight + series.Weight > options.MaxMetricPoints))
            series.Thin();
        _weight += series.Weight;
        return true;
    }

    private static bool MakesSense(InstrumentKind kind, Point point) => kind switch
    {
        InstrumentKind.Histogram => point.Histogram is { IsValid: true },
        InstrumentKind.Gauge => point.Histogram is null,
        _ => point.Histogram is null && double.IsFinite(point.Value),
    };

    /// <summary>
    /// When the series was zero, at the latest. A process sends all its series in every export, so one that is new was zero in the
    /// export before; its first count is not lost, nor spread over the life of the process.
    /// </summary>
    private static DateTimeOffset? StartOf(Instrument instrument, SeriesBuffer series, DateTimeOffset? start)
    {
        if (instrument.Kind is not (InstrumentKind.Counter or InstrumentKind.Histogram))
            return null;
        return series.Count == 0 && series.Source.PreviousExport is { } previous && (start is null || previous > start) ? previous : start;
    }

    private SeriesBuffer? FindOrAdd(Sender sender, Instrument instrument, SeriesKey key, DateTimeOffset now)
    {
        var id = (instrument.Service, instrument.Meter, instrument.Name);
        if (_instruments.TryGetValue(id, out var known) && known.Instrument.Kind != instrument.Kind)
            Remove(known, _ => true);
        else if (known is not null && known.Series.TryGetValue(key, out var series))
        {
            known.Instrument = instrument;
            return series;
        }

        if (_seriesCount >= options.MaxSeries && !MakeRoom(now))
            return null;
        if (!_instruments.TryGetValue(id, out known))
            _instruments[id] = known = new(instrument);
        known.Instrument = instrument;
        var added = known.Series[key] = new(key, _sources.GetOrAdd(sender));
        added.Source.Series++;
        _seriesCount++;
        return added;
    }

    private bool IsLive(SeriesBuffer series, DateTimeOffset now) => now - series.Last.Time < MetricSources.Silence && _sources.IsLive(series.Source, now);

    /// <summary>Lets processes that are gone make way, the one that was heard of longest ago first, until an eighth is free.</summary>
    private bool MakeRoom(DateTimeOffset now)
    {
        foreach (var gone in _sources.Gone(now))
        {
            foreach (var instrument in _instruments.Values.Where(known => known.Instrument.Service == gone.Sender.Service).ToList())
                Remove(instrument, series => series.Source == gone);
            if (_seriesCount <= options.MaxSeries * 7 / 8)
                break;
        }

        return _seriesCount < options.MaxSeries;
    }

    private void Remove(InstrumentBuffer from, Predicate<SeriesBuffer> which)
    {
        foreach (var (key, series) in from.Series.Where(pair => which(pair.Value)).ToList())
        {
            from.Series.Remove(key);
            _seriesCount--;
            _weight -= series.Weight;
            if (--series.Source.Series == 0)
                _sources.Remove(series.Source);
        }

        if (from.Series.Count == 0)
            _instruments.Remove((from.Instrument.Service, from.Instrument.Meter, from.Instrument.Name));
    }
}
