using DevFlow.Dashboard.Components.Metrics;
using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Tests.Measurements;

public sealed class PercentileTests
{
    [Theory]
    [InlineData(.5, 2)]
    [InlineData(.25, 1)]
    [InlineData(.75, 4)]
    [InlineData(.9, 6.4)]
    [InlineData(1, 8)]
    public void Values_are_spread_evenly_inside_their_bucket(double part, double expected) =>
        Assert.Equal(expected, Buckets.Percentile([1, 2, 4, 8], [25, 25, 25, 25, 0], part)!.Value, 9);

    [Theory]
    [InlineData(new double[] { 1, 2 }, new double[] { 0, 0, 10 }, 2)]
    [InlineData(new double[] { -2, 2 }, new double[] { 10, 0, 0 }, -2)]
    [InlineData(new double[] { -2, 2 }, new double[] { 0, 10, 0 }, 0)]
    [InlineData(new double[] { 10 }, new double[] { 10, 0 }, 5)]
    public void Buckets_without_an_end_give_the_one_they_have(double[] bounds, double[] counts, double expected) =>
        Assert.Equal(expected, Buckets.Percentile(bounds, counts, .5));

    [Fact]
    public void Without_values_or_bounds_there_is_none()
    {
        Assert.Null(Buckets.Percentile([1, 2], [0, 0, 0], .5));
        Assert.Null(Buckets.Percentile([], [7], .5));
    }

    [Fact]
    public void The_percentile_lies_in_the_bucket_of_the_exact_one()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            double[] bounds = [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => random.NextDouble() * 100).Distinct().Order()];
            double[] values = [.. Enumerable.Range(0, random.Next(1, 500)).Select(_ => Math.Pow(random.NextDouble(), 3) * 120).Order()];
            double[] counts = [.. Enumerable.Range(0, bounds.Length + 1).Select(i => (double)values.Count(value => BucketOf(value, bounds) == i))];
            foreach (var part in new[] { .5, .9, .99 })
            {
                var exact = values[(int)Math.Ceiling(part * values.Length) - 1];
                var bucket = BucketOf(exact, bounds);
                var found = Buckets.Percentile(bounds, counts, part)!.Value;
                Assert.InRange(found, bucket == 0 ? 0 : bounds[bucket - 1], bucket == bounds.Length ? bounds[^1] : bounds[bucket]);
            }
        }
    }

    [Fact]
    public void Percentiles_are_of_what_came_in_each_step_and_not_of_all_time()
    {
        var scene = new MetricScene();
        double[] bounds = [10, 100, 1000];
        long fast = 0, slow = 0;
        for (var second = 0; second < 40; second++)
        {
            (fast, slow) = second < 20 ? (fast + 100, slow) : (fast, slow + 1);
            scene.AddHistogram("duration", 0, MetricScene.Histogram(bounds, fast, 0, slow, 0));
            scene.Pass(1);
        }

        var lines = Lines(scene);
        Assert.Equal(["p50", "p90", "p99"], lines.Select(line => line.Name));
        Assert.Equal(5, lines[0].Values.First(value => value is not null)!.Value, 6);
        Assert.Equal(550, lines[0].Last!.Value, 6);
    }

    [Fact]
    public void Series_are_taken_together_whatever_their_bounds_and_a_restart_counts_from_zero()
    {
        var scene = new MetricScene();
        for (var second = 0; second < 30; second++)
        {
            var since = second < 15 ? second : second - 15;
            scene.AddHistogram("duration", 0, MetricScene.Histogram([1, 2, 4], 0, 0, since * 2, 0), instance: second < 15 ? "before" : "after", fields: [new("route", "/a")]);
            scene.AddHistogram("duration", 0, MetricScene.Histogram([2, 4], 0, since * 2, 0), instance: second < 15 ? "before" : "after", fields: [new("route", "/b")]);
            scene.Pass(1);
        }

        Assert.All(Lines(scene)[0].Values.OfType<double>(), value => Assert.Equal(3, value, 6));
    }

    [Fact]
    public void Between_exponential_histograms_of_two_scales_the_increase_is_exact()
    {
        // Scale 1 has the bounds of scale 0 and one more between each two.
        var fine = MetricScene.Histogram([1, Math.Pow(2, .5), 2, Math.Pow(2, 1.5), 4], 0, 3, 4, 5, 6, 0);
        var coarse = MetricScene.Histogram([1, 2, 4], 0, 10, 20, 0);

        var amounts = new double[4];
        Increase.OfBuckets(fine, coarse, coarse.Bounds, amounts);
        Assert.Equal([0, 3, 9, 0], amounts);
    }

    private static int BucketOf(double value, double[] bounds) => bounds.Count(bound => value > bound);

    private static IReadOnlyList<ChartLine> Lines(MetricScene scene) => MetricLines.Of(
        MetricScene.Named("duration", InstrumentKind.Histogram), scene.Series("duration"), MetricView.Percentiles, Timeline.Of(TimeSpan.FromMinutes(1), scene.Now));
}
