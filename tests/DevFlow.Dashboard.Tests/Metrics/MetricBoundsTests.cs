using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Tests.Measurements;

public sealed class MetricBoundsTests
{
    [Fact]
    public void Series_beyond_the_bound_are_dropped_and_counted_and_those_that_are_known_go_on()
    {
        var scene = new MetricScene(new() { MaxSeries = 10 });
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 15; i++)
                scene.Add("requests", round, fields: [new("route", $"/{i}")]);
            scene.Pass(1);
        }

        Assert.Equal(10, scene.Store.SeriesCount);
        Assert.Equal(10, scene.Store.Dropped);
        Assert.All(scene.Series("requests"), series => Assert.Equal([0, 1], series.Points.Select(point => point.Value)));
    }

    [Fact]
    public void Instruments_whose_series_are_dropped_take_no_room()
    {
        var scene = new MetricScene(new() { MaxSeries = 3 });
        for (var i = 0; i < 100; i++)
            scene.Add($"instrument-{i}", 1);

        Assert.Equal(3, scene.Store.Instruments().Count);
    }

    [Fact]
    public void Former_processes_make_way_the_oldest_first()
    {
        var scene = new MetricScene(new() { MaxSeries = 8 });
        foreach (var instance in new[] { "first", "second", "third", "fourth" })
        {
            for (var i = 0; i < 4; i++)
                scene.Add("requests", 1, instance: instance, fields: [new("route", $"/{i}")]);
            scene.Pass(1);
        }

        Assert.Equal(0, scene.Store.Dropped);
        Assert.Equal(["third", "fourth"], scene.Series("requests").Select(series => series.Sender.Instance).Distinct());
        Assert.Equal(8, scene.Store.SeriesCount);
    }

    [Fact]
    public void Points_of_a_series_stay_within_the_bound_and_still_reach_back_half_an_hour()
    {
        var scene = new MetricScene(new() { MaxPoints = 100 });
        for (var second = 0; second < 7200; second++)
        {
            scene.Add("requests", second);
            scene.Pass(1);
        }

        var points = Assert.Single(scene.Series("requests")).Points;
        Assert.InRange(points.Count, 50, 100);
        Assert.Equal(7199, points[^1].Value);
        // The first one tells what was so when the half hour began.
        Assert.True(scene.Now - points[0].Time >= TimeSpan.FromMinutes(30));
        Assert.InRange((scene.Now - points[1].Time).TotalMinutes, 25, 31);
        Assert.Equal(points.OrderBy(point => point.Time), points);
    }

    [Fact]
    public void When_a_value_came_about_that_did_not_change_for_long_is_not_thinned_away()
    {
        var scene = new MetricScene(new() { MaxPoints = 100 });
        for (var second = 0; second < 1700; second++)
        {
            scene.Add("requests", second is > 601 and < 1200 ? 601 : second);
            scene.Pass(1);
        }

        var points = Assert.Single(scene.Series("requests")).Points;
        Assert.InRange(points.Count, 50, 100);
        Assert.Contains(points, point => point.Value.Equals(601) && point.Time == MetricScene.Begin.AddSeconds(601));
    }

    [Fact]
    public void All_points_together_stay_within_the_bound_when_every_series_changes()
    {
        var scene = new MetricScene(new() { MaxMetricPoints = 2_000 });
        for (var second = 0; second < 500; second++)
        {
            for (var i = 0; i < 20; i++)
                scene.AddHistogram($"duration-{i}", second, MetricScene.Histogram([.. Enumerable.Range(1, 15).Select(bound => (double)bound)], [.. Enumerable.Repeat((long)second, 16)]));
            scene.Pass(1);
        }

        // 20 series, 3 for a point of 16 buckets: the bound, and what each always keeps.
        Assert.InRange(scene.Store.Weight, 1_000, 2_000 + (20 * 3 * 2));
        Assert.Equal(scene.Store.Weight, Enumerable.Range(0, 20).Sum(i => Assert.Single(scene.Series($"duration-{i}")).Points.Sum(point => point.Weight)));
        Assert.Equal(0, scene.Store.Dropped);
    }

    [Fact]
    public async Task Readers_see_whole_series_while_others_write()
    {
        var scene = new MetricScene(new() { MaxPoints = 50, MaxSeries = 40 });
        var writers = Enumerable.Range(0, 3).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < 3_000; i++)
            {
                scene.Store.Add(
                    MetricScene.Process($"{writer}-{i / 1000}", $"service-{writer}"),
                    MetricScene.Named("requests", InstrumentKind.Counter, $"service-{writer}"),
                    [new("route", $"/{i % 20}")],
                    new(MetricScene.Begin.AddMilliseconds(i), i));
            }
        }, TestContext.Current.CancellationToken));
        var reader = Task.Run(() =>
        {
            for (var i = 0; i < 300; i++)
            {
                foreach (var series in Enumerable.Range(0, 3).SelectMany(writer => scene.Series("requests", $"service-{writer}")))
                {
                    Assert.InRange(series.Points.Count, 1, 51);
                    Assert.Equal(series.Points.Count, series.Points.Select(point => point.Time).Distinct().Count());
                }

                Assert.InRange(scene.Store.Latest().Sum(metric => metric.Series.Count), 0, 40);
            }
        }, TestContext.Current.CancellationToken);
        await Task.WhenAll([.. writers, reader]);

        Assert.InRange(scene.Store.SeriesCount, 1, 40);
        Assert.Equal(scene.Store.SeriesCount, Enumerable.Range(0, 3).Sum(writer => scene.Series("requests", $"service-{writer}").Count));
    }
}
