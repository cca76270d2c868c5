using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Tests.Measurements;

public sealed class LiveProcessTests
{
    private readonly MetricScene _scene = new();

    [Fact]
    public void A_service_that_starts_anew_is_live_in_its_new_process_alone_and_the_former_series_stay_visible()
    {
        _scene.Add("requests", 100, instance: "before");
        _scene.Pass(1);
        _scene.Add("requests", 3, instance: "after");

        Assert.Equal([("before", false), ("after", true)], _scene.Series("requests").Select(series => (series.Sender.Instance, series.IsLive)));
        Assert.Equal(3, Assert.Single(Assert.Single(_scene.Store.Latest()).Series).Last.Value);
    }

    [Fact]
    public void Two_processes_of_a_service_that_both_go_on_are_live()
    {
        foreach (var instance in new[] { "a", "b", "a", "b" })
            _scene.Add("requests", 1, instance: instance);

        Assert.All(_scene.Series("requests"), series => Assert.True(series.IsLive));
    }

    [Fact]
    public void A_process_that_is_silent_for_two_minutes_is_not_live_until_it_speaks_again()
    {
        _scene.Add("requests", 1);
        _scene.Pass(119);
        Assert.True(Assert.Single(_scene.Series("requests")).IsLive);
        _scene.Pass(1);
        Assert.False(Assert.Single(_scene.Series("requests")).IsLive);
        Assert.Empty(Assert.Single(_scene.Store.Latest()).Series);
        _scene.Add("requests", 2);
        Assert.True(Assert.Single(_scene.Series("requests")).IsLive);
    }

    [Fact]
    public void A_series_that_its_process_no_longer_sends_is_not_live()
    {
        _scene.Add("pool", 1, InstrumentKind.Gauge, fields: [new("name", "old")]);
        _scene.Pass(150);
        _scene.Add("pool", 1, InstrumentKind.Gauge, fields: [new("name", "new")]);

        Assert.Equal([("old", false), ("new", true)], _scene.Series("pool").Select(series => (series.Fields[0].Value, series.IsLive)));
    }
}
