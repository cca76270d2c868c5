using DevFlow.Dashboard.Otlp.Wire;
using DevFlow.Dashboard.Telemetry;
using Google.Protobuf;
using static DevFlow.Dashboard.Tests.Messages;

namespace DevFlow.Dashboard.Tests;

public sealed class LogReadingTests
{
    private readonly Readers _readers = new();

    [Theory]
    [InlineData(int.MinValue, nameof(Severity.Unspecified))]
    [InlineData(-1, nameof(Severity.Unspecified))]
    [InlineData(0, nameof(Severity.Unspecified))]
    [InlineData(1, nameof(Severity.Trace))]
    [InlineData(4, nameof(Severity.Trace))]
    [InlineData(5, nameof(Severity.Debug))]
    [InlineData(9, nameof(Severity.Information))]
    [InlineData(16, nameof(Severity.Warning))]
    [InlineData(17, nameof(Severity.Error))]
    [InlineData(24, nameof(Severity.Critical))]
    [InlineData(25, nameof(Severity.Unspecified))]
    [InlineData(int.MaxValue, nameof(Severity.Unspecified))]
    public void A_severity_is_one_of_six_or_none(int number, string severity) =>
        Assert.Equal(severity, _readers.Read(new LogRecord { SeverityNumber = number }).Severity.ToString());

    [Theory]
    [InlineData(Start, 0, 1_700_000_000)]
    [InlineData(0, Start, 1_700_000_000)]
    [InlineData(0, 0, 1_800_000_000)]
    public void An_entry_without_a_time_has_that_of_its_arrival(ulong time, ulong observed, long seconds) => Assert.Equal(
        DateTimeOffset.FromUnixTimeSeconds(seconds), _readers.Read(new LogRecord { TimeUnixNano = time, ObservedTimeUnixNano = observed }).Time);

    [Fact]
    public void An_entry_outside_of_a_trace_has_no_ids()
    {
        var entry = _readers.Read(new LogRecord { TraceId = ByteString.CopyFrom(new byte[16]), SpanId = ByteString.CopyFrom(1) });

        Assert.Equal((null, true), (entry.TraceId, entry.SpanId.IsNone));
    }

    [Fact]
    public void A_body_that_is_no_text_and_a_bare_event_are_shown()
    {
        Assert.Equal("""{"k":1}""", _readers.Read(new LogRecord { Body = Nested(1) }).Message);
        Assert.Equal("order.placed", _readers.Read(new LogRecord { EventName = "order.placed" }).Message);
        Assert.Equal("", _readers.Read(new LogRecord()).Message);
    }
}
