using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Tests.Measurements;

public sealed class MetricStoreTests
{
    private readonly MetricScene _scene = new();

    [Fact]
    public void Of_a_flat_run_the_first_and_the_last_point_are_kept()
    {
        foreach (var value in new double[] { 1, 1, 1, 1, 2, 2, 2, 3 })
        {
            _scene.Add("queue", value, InstrumentKind.Gauge);
            _scene.Pass(1);
        }

        Assert.Equal([(0, 1), (3, 1), (4, 2), (6, 2), (7, 3)], Assert.Single(_scene.Series("queue")).Points.Select(point => ((point.Time - MetricScene.Begin).TotalSeconds, point.Value)));
    }

    [Fact]
    public void A_histogram_that_records_nothing_takes_two_points_and_one_list_of_bounds()
    {
        for (var i = 0; i < 10; i++)
        {
            _scene.AddHistogram("duration", 3, MetricScene.Histogram([1, 2], 1, 1, 0));
            _scene.Pass(1);
        }

        var points = Assert.Single(_scene.Series("duration")).Points;
        Assert.Equal(2, points.Count);
        Assert.Same(points[0].Histogram!.Bounds, points[1].Histogram!.Bounds);
    }

    [Fact]
    public void Attributes_in_another_order_are_the_same_series()
    {
        _scene.Add("requests", 1, fields: [new("a", "1"), new("b", "2")]);
        _scene.Pass(1);
        _scene.Add("requests", 2, fields: [new("b", "2"), new("a", "1")]);

        Assert.Equal([1, 2], _scene.Values("requests"));
    }

    [Fact]
    public void Attributes_that_only_look_alike_when_written_out_are_two_series()
    {
        _scene.Add("requests", 1, fields: [new("a", "1\nb=2")]);
        _scene.Add("requests", 1, fields: [new("a", "1"), new("b", "2")]);

        Assert.Equal(2, _scene.Series("requests").Count);
    }

    [Fact]
    public void Deltas_are_added_up_and_one_that_is_sent_twice_counts_once()
    {
        _scene.Add("requests", 5, isDelta: true);
        _scene.Pass(1);
        _scene.Add("requests", 3, isDelta: true);
        _scene.Add("requests", 3, isDelta: true);

        Assert.Equal([5, 8], _scene.Values("requests"));
    }

    [Fact]
    public void Deltas_of_histograms_are_added_up_by_bucket()
    {
        _scene.AddHistogram("duration", 3, MetricScene.Histogram([1, 2], 1, 1, 0), isDelta: true);
        _scene.Pass(1);
        _scene.AddHistogram("duration", 9, MetricScene.Histogram([1, 2], 0, 1, 2), isDelta: true);

        var last = Assert.Single(_scene.Series("duration")).Last;
        Assert.Equal(12, last.Value);
        Assert.Equal(5, last.Histogram!.Count);
        Assert.Equal([1, 2, 2], last.Histogram.Counts);
    }

    [Fact]
    public void Deltas_of_histograms_with_other_bounds_are_added_up_in_the_bounds_that_both_tell_about()
    {
        _scene.AddHistogram("duration", 3, MetricScene.Histogram([1, 1.5, 2], 0, 3, 4, 0), isDelta: true);
        _scene.Pass(1);
        _scene.AddHistogram("duration", 9, MetricScene.Histogram([1, 2, 4, 8], 0, 10, 20, 30, 0), isDelta: true);

        var last = Assert.Single(_scene.Series("duration")).Last.Histogram!;
        Assert.Equal(67, last.Count);
        Assert.Equal([1, 2, 4, 8], last.Bounds);
        Assert.Equal([0, 17, 20, 30, 0], last.Counts);
        Assert.True(last.IsValid);
    }

    [Fact]
    public void A_series_that_is_new_in_a_known_process_was_zero_in_the_export_before()
    {
        _scene.Add("requests", 7);
        _scene.Pass(1);
        _scene.Add("requests", 7);
        _scene.Pass(.01);
        _scene.Add("errors", 1, start: MetricScene.Begin.AddHours(-1));

        var points = Assert.Single(_scene.Series("errors")).Points;
        Assert.Equal([(MetricScene.Begin, 0), (_scene.Now, 1)], points.Select(point => (point.Time, point.Value)));
    }

    [Fact]
    public void What_a_process_counted_before_it_was_first_heard_began_at_its_start()
    {
        _scene.Add("requests", 30, start: MetricScene.Begin.AddSeconds(-10));

        Assert.Equal([(-10, 0), (0, 30)], Assert.Single(_scene.Series("requests")).Points.Select(point => ((point.Time - MetricScene.Begin).TotalSeconds, point.Value)));
    }

    [Fact]
    public void A_gauge_begins_with_its_first_value()
    {
        _scene.Add("temperature", 20, InstrumentKind.Gauge, start: MetricScene.Begin.AddSeconds(-10));

        Assert.Equal([20], _scene.Values("temperature"));
    }

    [Fact]
    public void A_counter_that_starts_anew_in_the_same_process_was_zero_in_between()
    {
        _scene.Add("requests", 10, start: MetricScene.Begin.AddSeconds(-1));
        _scene.Pass(2);
        _scene.Add("requests", 50, start: MetricScene.Begin.AddSeconds(1));

        Assert.Equal([0, 10, 0, 50], _scene.Values("requests"));
    }

    [Fact]
    public void An_instrument_that_comes_back_as_another_kind_begins_anew()
    {
        _scene.Add("things", 1);
        _scene.Pass(1);
        _scene.Add("things", 2, InstrumentKind.Gauge);

        Assert.Equal([2], _scene.Values("things"));
        Assert.Equal(InstrumentKind.Gauge, Assert.Single(_scene.Store.Instruments()).Kind);
        Assert.Equal(1, _scene.Store.SeriesCount);
    }

    [Fact]
    public void Times_that_are_far_from_now_are_taken_as_now()
    {
        foreach (var wrong in new[] { DateTimeOffset.UnixEpoch, MetricScene.Begin.AddYears(400) })
        {
            _scene.Pass(1);
            _scene.Store.Add(MetricScene.Process("one"), MetricScene.Named("requests", InstrumentKind.Counter), [], new(wrong, _scene.Now.Second));
        }

        Assert.Equal([MetricScene.Begin.AddSeconds(1), MetricScene.Begin.AddSeconds(2)], Assert.Single(_scene.Series("requests")).Points.Select(point => point.Time));
    }

    [Fact]
    public void A_clock_that_is_set_back_does_not_stop_a_series()
    {
        _scene.Add("requests", 5);
        _scene.Store.Add(MetricScene.Process("one"), MetricScene.Named("requests", InstrumentKind.Counter), [], new(_scene.Now.AddMinutes(-10), 6));
        _scene.Store.Add(MetricScene.Process("one"), MetricScene.Named("requests", InstrumentKind.Counter), [], new(_scene.Now.AddMinutes(-9), 7));

        Assert.Equal([6, 7], _scene.Values("requests"));
    }

    [Theory]
    [InlineData(new double[] { 1, 2 }, new long[] { 1, 1 }, 2)]
    [InlineData(new double[] { 2, 1 }, new long[] { 1, 1, 0 }, 2)]
    [InlineData(new double[] { 1, 1 }, new long[] { 1, 1, 0 }, 2)]
    [InlineData(new double[] { 1, double.NaN }, new long[] { 1, 1, 0 }, 2)]
    [InlineData(new double[] { 1, 2 }, new long[] { 3, -1, 0 }, 2)]
    [InlineData(new double[] { 1, 2 }, new long[] { 1, 1, 0 }, 3)]
    [InlineData(new double[] { 1, 2 }, new long[] { long.MaxValue, long.MaxValue, 4 }, 2)]
    public void A_histogram_that_contradicts_itself_is_dropped_and_counted(double[] bounds, long[] counts, long count)
    {
        _scene.AddHistogram("duration", 1, new(count, bounds, counts));

        Assert.Empty(_scene.Store.Instruments());
        Assert.Equal(1, _scene.Store.Dropped);
    }

    [Fact]
    public void A_sum_that_is_no_number_is_dropped_and_counted()
    {
        _scene.Add("requests", double.NaN);
        _scene.Add("requests", double.PositiveInfinity);

        Assert.Empty(_scene.Store.Instruments());
        Assert.Equal(2, _scene.Store.Dropped);
    }

    [Fact]
    public void Clearing_forgets_all_and_the_next_point_is_the_first()
    {
        _scene.Add("requests", 5);
        _scene.Store.Clear();

        Assert.Empty(_scene.Store.Instruments());
        Assert.Equal((0, 0), (_scene.Store.SeriesCount, _scene.Store.Weight));

        _scene.Pass(1);
        _scene.Add("requests", 6);
        Assert.Equal([6], _scene.Values("requests"));
    }
}
