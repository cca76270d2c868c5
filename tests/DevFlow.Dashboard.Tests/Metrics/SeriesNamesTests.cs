using DevFlow.Dashboard.Components.Metrics;
using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Tests.Measurements;

public sealed class SeriesNamesTests
{
    [Fact]
    public void A_series_is_named_by_what_the_others_have_not()
    {
        Assert.Equal(["route=/a", "route=/b"], Names([new("method", "GET"), new("route", "/a")], [new("method", "GET"), new("route", "/b")]));
        Assert.Equal(["error=timeout", "(no attributes)"], Names([new("error", "timeout"), new("method", "GET")], [new("method", "GET")]));
    }

    [Fact]
    public void A_series_alone_is_named_by_all_it_has()
    {
        Assert.Equal(["method=GET, route=/a"], Names([[new("method", "GET"), new("route", "/a")]]));
        Assert.Equal(["(no attributes)"], Names([[]]));
    }

    private static IEnumerable<string> Names(params Field[][] all)
    {
        Series[] series = [.. all.Select(fields => new Series(MetricScene.Process("one"), fields, [new(MetricScene.Begin, 1)], IsLive: true))];
        var names = new SeriesNames(series);
        return series.Select(one => names.Of(one.Fields));
    }
}
