using System.Text.RegularExpressions;
using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Prometheus;

/// <summary>Units in the words that Prometheus' names end with.</summary>
internal static partial class PrometheusUnit
{
    /// <summary>Empty for what has none: <c>1</c> but of a gauge, and annotations such as <c>{request}</c>.</summary>
    public static string Of(Instrument instrument)
    {
        var unit = Annotation().Replace(instrument.Unit, "");
        if (unit == "1")
            return instrument.Kind == InstrumentKind.Gauge ? "ratio" : "";
        if (unit.Split('/') is not [var counted, var per])
            return Word(unit);
        var perWord = per.Length == 0 ? "" : $"per_{PerWord(per)}";
        return $"{Word(counted)}_{perWord}".Trim('_');
    }

    private static string Word(string unit) => unit switch
    {
        "d" => "days",
        "h" => "hours",
        "min" => "minutes",
        "s" => "seconds",
        "ms" => "milliseconds",
        "us" => "microseconds",
        "ns" => "nanoseconds",
        "By" => "bytes",
        "KiBy" => "kibibytes",
        "MiBy" => "mebibytes",
        "GiBy" => "gibibytes",
        "TiBy" => "tibibytes",
        "kBy" or "KBy" => "kilobytes",
        "MBy" => "megabytes",
        "GBy" => "gigabytes",
        "TBy" => "terabytes",
        "m" => "meters",
        "V" => "volts",
        "A" => "amperes",
        "J" => "joules",
        "W" => "watts",
        "g" => "grams",
        "Cel" => "celsius",
        "Hz" => "hertz",
        "%" => "percent",
        _ => unit,
    };

    private static string PerWord(string unit) => unit switch
    {
        "s" => "second",
        "m" or "min" => "minute",
        "h" => "hour",
        "d" => "day",
        "w" => "week",
        "mo" => "month",
        "y" => "year",
        _ => unit,
    };

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Annotation();
}
