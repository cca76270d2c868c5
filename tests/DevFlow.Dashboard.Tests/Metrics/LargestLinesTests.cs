using DevFlow.Dashboard.Components.Metrics;

namespace DevFlow.Dashboard.Tests.Measurements;

public sealed class LargestLinesTests
{
    [Fact]
    public void A_gap_counts_for_nothing_beside_values_below_one()
    {
        Assert.Equal(["a", "c"], Largest(2, Line("a", .2, .3), Line("b", null, .1), Line("c", .4, .4), Line("d", null, null)));
    }

    [Fact]
    public void A_line_that_is_zero_goes_before_one_of_which_nothing_is_known()
    {
        Assert.Equal(["b"], Largest(1, Line("a", null, null), Line("b", null, 0)));
    }

    [Fact]
    public void What_is_far_below_zero_is_large_and_the_order_stays()
    {
        Assert.Equal(["b", "c"], Largest(2, Line("a", .5), Line("b", -.9), Line("c", .7)));
    }

    private static (string Name, double?[] Values) Line(string name, params double?[] values) => (name, values);

    private static IEnumerable<string> Largest(int most, params (string Name, double?[] Values)[] lines) =>
        MetricLines.Largest([.. lines.Select((line, place) => new ChartLine(line.Name, line.Values) { Place = place })], most).Select(line => line.Name);
}
