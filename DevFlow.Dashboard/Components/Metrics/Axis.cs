namespace DevFlow.Dashboard.Components.Metrics;

/// <summary>The axis of values: from one round number to another, all values between.</summary>
internal sealed class Axis
{
    private const int Ticks = 4;

    private Axis(double low, double high, double step, UnitScale scale)
    {
        Low = low;
        High = high;
        Step = step;
        Scale = scale;
    }

    public double Low { get; }

    public double High { get; }

    public double Step { get; }

    public UnitScale Scale { get; }

    public IEnumerable<double> Marks => Enumerable.Range(0, (int)Math.Round((High - Low) / Step) + 1).Select(i => Low + (i * Step));

    /// <summary>Zero is always on it: a line that hardly moves looks like one.</summary>
    public static Axis Of(IEnumerable<double> values, Unit unit)
    {
        double low = 0, high = 0;
        foreach (var value in values)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        var scale = unit.ScaleFor(Math.Max(high, -low));
        var span = (high - low) / scale.Divisor;
        var step = (span > 0 ? Round(span / Ticks) : 1) * scale.Divisor;
        return new(Math.Floor(low / step) * step, Math.Max(Math.Ceiling(high / step), low < 0 ? 0 : 1) * step, step, scale);
    }

    /// <summary>How far up a value is drawn, from 0 to 1.</summary>
    public double Height(double value) => (value - Low) / (High - Low);

    /// <summary>The next of 1, 2, 5, 10, 20, 50...</summary>
    private static double Round(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return power * ((step / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
    }
}
