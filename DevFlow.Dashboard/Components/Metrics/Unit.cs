using System.Globalization;
using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Components.Metrics;

/// <summary>Writes values for people, from units as UCUM writes them.</summary>
public sealed class Unit
{
    private static readonly UnitScale[] _numbers = [new(1, ""), new(1e3, "k") { From = 1e5 }, new(1e6, "M"), new(1e9, "G"), new(1e12, "T")];
    private static readonly UnitScale[] _bytes = [new(1, "B"), new(1024, "KiB"), new(Math.Pow(1024, 2), "MiB"), new(Math.Pow(1024, 3), "GiB"), new(Math.Pow(1024, 4), "TiB")];
    private static readonly UnitScale[] _seconds = [new(1e-9, "ns"), new(1e-6, "µs"), new(1e-3, "ms"), new(1, "s"), new(60, "min"), new(3600, "h"), new(86400, "d")];

    private readonly UnitScale[] _scales;
    private readonly double _factor;

    private Unit(UnitScale[] scales, double factor = 1)
    {
        _scales = scales;
        _factor = factor;
    }

    public static Unit Of(Instrument instrument, MetricView view)
    {
        if (view != MetricView.PerSecond)
            return Of(instrument, instrument.Unit);
        var counted = instrument.Kind == InstrumentKind.Histogram ? new(_numbers) : Of(instrument, instrument.Unit);
        return new([.. counted._scales.Select(scale => scale with { Name = scale.Name + "/s", One = scale.One + "/s" })], counted._factor);
    }

    /// <summary>The scale that values up to this size are written in.</summary>
    public UnitScale ScaleFor(double size)
    {
        var scaled = Math.Abs(size) * _factor;
        // Zero seconds are seconds, although there are shorter units.
        var scale = _scales.LastOrDefault(scale => scaled > 0 ? scaled >= scale.From : scale.Divisor <= 1) ?? _scales[0];
        return scale with { Divisor = scale.Divisor / _factor };
    }

    public string Write(double value) => Write(value, ScaleFor(value));

    public static string Write(double value, UnitScale scale)
    {
        var number = Number(value / scale.Divisor);
        var name = number == "1" ? scale.One : scale.Name;
        return name switch { "" => number, ['%', ..] => number + name, _ => $"{number} {name}" };
    }

    private static Unit Of(Instrument instrument, string unit) => unit switch
    {
        "s" => new(_seconds),
        "ms" => new(_seconds, 1e-3),
        "us" => new(_seconds, 1e-6),
        "ns" => new(_seconds, 1e-9),
        "min" => new(_seconds, 60),
        "h" => new(_seconds, 3600),
        "d" => new(_seconds, 86400),
        "By" => new(_bytes),
        "kBy" or "KBy" => new(_bytes, 1000),
        "KiBy" => new(_bytes, 1024),
        "MBy" => new(_bytes, 1e6),
        "MiBy" => new(_bytes, 1024 * 1024),
        "%" => new([new(1, "%")]),
        "1" when instrument.Kind == InstrumentKind.Gauge && instrument.Name.EndsWith("utilization", StringComparison.Ordinal) => new([new(1, "%")], 100),
        "1" or "" => new(_numbers),
        // An annotation says what is counted: {request}.
        ['{', .. var noun, '}'] => new(Counted(noun.Replace('_', ' '))),
        _ => new([.. _numbers.Select(scale => Joined(scale, unit, unit))]),
    };

    private static UnitScale[] Counted(string noun) => [.. _numbers.Select(scale => Joined(scale, noun.EndsWith('s') ? noun : noun + "s", noun))];

    private static UnitScale Joined(UnitScale scale, string many, string one) =>
        scale with { Name = $"{scale.Name} {many}".Trim(), One = $"{scale.Name} {one}".Trim() };

    /// <summary>Three digits that count, and all of what is whole.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.##", CultureInfo.InvariantCulture),
        _ => value.ToString("G3", CultureInfo.InvariantCulture),
    };
}
