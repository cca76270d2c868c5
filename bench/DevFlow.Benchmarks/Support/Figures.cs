using System.Globalization;

namespace DevFlow.Benchmarks;

internal static class Figures
{
    public static double Median(IEnumerable<double> figures) => Percentile(figures, 50);

    public static double Percentile(IEnumerable<double> figures, int percent)
    {
        var ordered = figures.Order().ToList();
        return ordered[(ordered.Count - 1) * percent / 100];
    }

    public static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
