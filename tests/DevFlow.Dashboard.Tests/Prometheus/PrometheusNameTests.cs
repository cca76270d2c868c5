using DevFlow.Dashboard.Prometheus;
using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Tests.Prometheus;

public sealed class PrometheusNameTests
{
    [Theory]
    [InlineData("http.server.request.duration", "s", InstrumentKind.Histogram, "http_server_request_duration_seconds")]
    [InlineData("http.server.active_requests", "{request}", InstrumentKind.UpDownCounter, "http_server_active_requests")]
    [InlineData("secret.access", "", InstrumentKind.Counter, "secret_access_total")]
    [InlineData("requests_total", "", InstrumentKind.Counter, "requests_total")]
    [InlineData("io", "By", InstrumentKind.Counter, "io_bytes_total")]
    [InlineData("io_bytes", "By", InstrumentKind.Gauge, "io_bytes")]
    [InlineData("io_bytes_total", "By", InstrumentKind.Counter, "io_bytes_total")]
    [InlineData("cpu.utilization", "1", InstrumentKind.Gauge, "cpu_utilization_ratio")]
    [InlineData("tries", "1", InstrumentKind.Counter, "tries_total")]
    [InlineData("load", "%", InstrumentKind.Gauge, "load_percent")]
    [InlineData("speed", "By/s", InstrumentKind.Gauge, "speed_bytes_per_second")]
    [InlineData("speed", "{packet}/s", InstrumentKind.Gauge, "speed_per_second")]
    [InlineData("a..b--c", "", InstrumentKind.Gauge, "a_b_c")]
    [InlineData("2xx", "", InstrumentKind.Gauge, "_2xx")]
    [InlineData("größe", "", InstrumentKind.Gauge, "gr_e")]
    [InlineData("odd", "ft·lb", InstrumentKind.Gauge, "odd_ft_lb")]
    public void Names_and_units_are_as_the_compatibility_specification_has_them(string name, string unit, InstrumentKind kind, string expected) =>
        Assert.Equal(expected, PrometheusName.Of(new("shop", "meter", name) { Unit = unit, Kind = kind }));
}
