using DevFlow.Dashboard.Components.Metrics;
using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Tests.Measurements;

public sealed class UnitTests
{
    [Theory]
    [InlineData("s", .0125, "12.5 ms")]
    [InlineData("s", 0, "0 s")]
    [InlineData("s", .0000042, "4.2 µs")]
    [InlineData("s", 90, "1.5 min")]
    [InlineData("ms", 1500, "1.5 s")]
    [InlineData("ns", 2, "2 ns")]
    [InlineData("By", 0, "0 B")]
    [InlineData("By", 1536, "1.5 KiB")]
    [InlineData("By", 734003200, "700 MiB")]
    [InlineData("MiBy", 2048, "2 GiB")]
    [InlineData("{request}", 12, "12 requests")]
    [InlineData("{request}", 1, "1 request")]
    [InlineData("{request}", 12345, "12,345 requests")]
    [InlineData("{request}", 234567, "235 k requests")]
    [InlineData("{thread_pool_work_item}", 2, "2 thread pool work items")]
    [InlineData("%", 12.34, "12.3%")]
    [InlineData("1", .5, "0.5")]
    [InlineData("", 1234567, "1.23 M")]
    [InlineData("", -1500, "-1,500")]
    [InlineData("", .000123, "0.000123")]
    [InlineData("Cel", 21, "21 Cel")]
    public void Values_are_written_in_the_unit_that_fits(string unit, double value, string expected) =>
        Assert.Equal(expected, Unit.Of(Gauge(unit), MetricView.Value).Write(value));

    [Fact]
    public void A_utilization_is_a_percentage() =>
        Assert.Equal("12.5%", Unit.Of(Gauge("1") with { Name = "process.cpu.utilization" }, MetricView.Value).Write(.125));

    [Theory]
    [InlineData(InstrumentKind.Counter, "By", 2048, "2 KiB/s")]
    [InlineData(InstrumentKind.Counter, "{request}", 2.5, "2.5 requests/s")]
    [InlineData(InstrumentKind.Counter, "s", .5, "500 ms/s")]
    [InlineData(InstrumentKind.Histogram, "s", 2, "2 /s")]
    public void Rates_say_that_they_are_by_the_second(InstrumentKind kind, string unit, double value, string expected) =>
        Assert.Equal(expected, Unit.Of(Gauge(unit) with { Kind = kind }, MetricView.PerSecond).Write(value));

    [Theory]
    [InlineData(new double[] { }, "0;1")]
    [InlineData(new double[] { 0 }, "0;1")]
    [InlineData(new double[] { 3, 9 }, "0;5;10")]
    [InlineData(new double[] { 17 }, "0;5;10;15;20")]
    [InlineData(new double[] { -3, 3 }, "-4;-2;0;2;4")]
    [InlineData(new double[] { .07 }, "0;0.02;0.04;0.06;0.08")]
    [InlineData(new double[] { 400_000 }, "0;100;200;300;400")]
    [InlineData(new double[] { 4000 }, "0;1,000;2,000;3,000;4,000")]
    public void An_axis_has_round_marks_and_room_for_all_values(double[] values, string marks)
    {
        var axis = Axis.Of(values, Unit.Of(Gauge(""), MetricView.Value));

        Assert.Equal(marks, string.Join(';', axis.Marks.Select(mark => Unit.Number(mark / axis.Scale.Divisor))));
        Assert.All(values, value => Assert.InRange(axis.Height(value), 0, 1));
    }

    private static Instrument Gauge(string unit) => MetricScene.Named("x", InstrumentKind.Gauge) with { Unit = unit };
}
