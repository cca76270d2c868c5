using DevFlow.Dashboard.Components.Metrics;
using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Tests.Measurements;

public sealed class RateTests
{
    private readonly MetricScene _scene = new();

    [Theory]
    [InlineData(.25)]
    [InlineData(1)]
    [InlineData(1.7)]
    [InlineData(10)]
    public void A_steady_counter_has_a_steady_rate_at_whatever_pace_it_is_sent(double pace)
    {
        for (double second = 0; second < 60; second += pace)
        {
            _scene.Add("requests", second * 4);
            _scene.Pass(pace);
        }

        var values = Line("requests", MetricView.PerSecond, minutes: 1).Values.OfType<double>().ToList();
        Assert.InRange(values.Count, 45, 60);
        Assert.All(values, value => Assert.Equal(4, value, 6));
    }

    [Fact]
    public void The_first_error_of_a_running_service_is_seen()
    {
        for (var second = 0; second < 30; second++)
        {
            _scene.Add("requests", second);
            if (second >= 20)
                _scene.Add("errors", 1, start: MetricScene.Begin.AddHours(-5));
            _scene.Pass(1);
        }

        var line = Line("errors", MetricView.PerSecond, minutes: 1);
        Assert.Equal(1, line.Values.Sum()!.Value, 6);
        Assert.Equal(1, line.Values.Max()!.Value, 6);
    }

    [Fact]
    public void A_restart_neither_makes_a_rate_negative_nor_lets_it_jump()
    {
        var value = 5_000;
        for (var second = 0; second < 40; second++)
        {
            if (second == 20)
                value = 0;
            value += 10;
            _scene.Add("requests", value, instance: second < 20 ? "before" : "after");
            _scene.Pass(1);
        }

        var rates = Line("requests", MetricView.PerSecond, minutes: 1).Values.OfType<double>().ToList();
        Assert.All(rates, rate => Assert.InRange(rate, 0, 10.000001));
        Assert.InRange(rates.Count(rate => rate > 9.99), 36, 40);

        var totals = Line("requests", MetricView.Value, minutes: 1).Values.OfType<double>().ToList();
        Assert.All(totals, total => Assert.True(total is >= 5_000 and <= 5_200 or >= 10 and <= 200, $"{total} is neither of the one process nor of the other"));
    }

    [Fact]
    public void Whatever_the_restarts_and_paces_what_came_is_neither_lost_nor_counted_twice()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var scene = new MetricScene();
            var (value, came, fastest, first) = (0d, 0d, 0d, true);
            var begin = scene.Now;
            while (scene.Now - begin < TimeSpan.FromSeconds(50))
            {
                var pace = random.NextDouble() * 5 + .1;
                scene.Pass(pace);
                var restarts = random.Next(6) == 0;
                var increase = random.Next(3) == 0 ? 0 : random.Next(1000);
                value = restarts ? increase : value + increase;
                // What a counter held when it was first seen came at a time that nobody knows.
                if (!first)
                    (came, fastest) = (came + increase, Math.Max(fastest, increase / pace));
                first = false;
                scene.Add("requests", value);
            }

            var timeline = Timeline.Of(TimeSpan.FromMinutes(1), scene.Now);
            var totals = new StepTotals(timeline, width: 1);
            var points = Assert.Single(scene.Series("requests")).Points;
            totals.Add(points, (before, after, amounts) => amounts[0] = Increase.OfValue(before, after));

            // A restart that comes out above where the counter was cannot be told from growth; it can only lose, never add.
            var seen = Enumerable.Range(0, timeline.Count).Sum(step => totals[step]?[0] ?? 0);
            Assert.InRange(seen, 0, came + 1e-6);
            Assert.Equal(points.Zip(points.Skip(1), Increase.OfValue).Sum(), seen, 4);
            Assert.All(Enumerable.Range(0, timeline.Count).Select(totals.PerSecond).OfType<double>(), rate => Assert.InRange(rate, 0, fastest * 1.0001));
        }
    }

    [Fact]
    public void Coalescing_changes_no_line()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var scene = new MetricScene();
            var (value, all) = (0d, new List<Point>());
            for (var second = 0; second < 55; second++)
            {
                value += random.Next(4) == 0 ? random.Next(10) : 0;
                all.Add(new(scene.Now, value));
                scene.Add("requests", value);
                scene.Pass(1);
            }

            var timeline = Timeline.Of(TimeSpan.FromMinutes(1), scene.Now);
            var kept = Assert.Single(scene.Series("requests"));
            var whole = kept with { Points = all };
            var instrument = MetricScene.Named("requests", InstrumentKind.Counter);
            Assert.True(kept.Points.Count < all.Count);
            foreach (var view in new[] { MetricView.PerSecond, MetricView.Value })
                Assert.Equal(Rounded(MetricLines.Of(instrument, [whole], view, timeline)), Rounded(MetricLines.Of(instrument, [kept], view, timeline)));
        }
    }

    [Fact]
    public void Processes_at_the_same_time_add_up()
    {
        for (var second = 0; second < 20; second++)
        {
            _scene.Add("requests", second * 2, instance: "a");
            _scene.Add("requests", second * 3, instance: "b");
            _scene.Pass(1);
        }

        Assert.All(Line("requests", MetricView.PerSecond, minutes: 1).Values.OfType<double>(), rate => Assert.Equal(5, rate, 6));
        Assert.Equal(95, Line("requests", MetricView.Value, minutes: 1).Last);
    }

    [Fact]
    public void A_gauge_goes_on_with_its_last_value_while_its_process_lives_and_ends_with_it()
    {
        _scene.Add("memory", 40, InstrumentKind.Gauge);
        _scene.Pass(30);
        Assert.Equal(40, Line("memory", MetricView.Value, minutes: 1).Values[^1]);

        _scene.Add("memory", 7, InstrumentKind.Gauge, instance: "after");
        _scene.Pass(5);
        var values = Line("memory", MetricView.Value, minutes: 1).Values;
        Assert.Equal(7, values[^1]);
        Assert.Equal([40, 7], values.OfType<double>().Distinct());
        Assert.Contains(null, values.Skip(30));
    }

    private static List<double> Rounded(IReadOnlyList<ChartLine> lines) => [.. Assert.Single(lines).Values.Select(value => Math.Round(value ?? -1, 6))];

    private ChartLine Line(string name, MetricView view, int minutes)
    {
        var instrument = Assert.Single(_scene.Store.Instruments(), instrument => instrument.Name == name);
        return Assert.Single(MetricLines.Of(instrument, _scene.Series(name), view, Timeline.Of(TimeSpan.FromMinutes(minutes), _scene.Now)));
    }
}
