using System.Globalization;
using System.Text;

namespace DevFlow.Dashboard.Components.Metrics;

/// <summary>Lines as SVG writes them, one unit wide for each step.</summary>
internal static class ChartPath
{
    public const int Height = 1000;

    public static string Y(Axis axis, double value) => (Height * (1 - axis.Height(value))).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A line that is interrupted where there is no value; a value that stands alone is a dot.</summary>
    public static string Line(IReadOnlyList<double?> values, Axis axis)
    {
        var path = new StringBuilder();
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value)
                continue;
            var begins = i == 0 || values[i - 1] is null;
            path.Append(begins ? 'M' : 'L').Append(i).Append(' ').Append(Y(axis, value));
            if (begins && (i + 1 == values.Count || values[i + 1] is null))
                path.Append("h0");
        }

        return path.ToString();
    }

    /// <summary>What lies between a line and zero.</summary>
    public static string Area(IReadOnlyList<double?> values, Axis axis)
    {
        var path = new StringBuilder();
        var zero = Y(axis, 0);
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value)
                continue;
            if (i == 0 || values[i - 1] is null)
                path.Append('M').Append(i).Append(' ').Append(zero);
            path.Append('L').Append(i).Append(' ').Append(Y(axis, value));
            if (i + 1 == values.Count || values[i + 1] is null)
                path.Append('L').Append(i).Append(' ').Append(zero).Append('Z');
        }

        return path.ToString();
    }
}
