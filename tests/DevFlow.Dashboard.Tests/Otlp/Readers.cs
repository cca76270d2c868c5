using DevFlow.Dashboard.Otlp;
using DevFlow.Dashboard.Otlp.Wire;
using DevFlow.Dashboard.Telemetry;
using Microsoft.Extensions.Time.Testing;
using static DevFlow.Dashboard.Tests.Messages;

namespace DevFlow.Dashboard.Tests;

/// <summary>What the dashboard makes of a message, without sending it.</summary>
internal sealed class Readers
{
    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    public Readers(DashboardOptions? options = null)
    {
        options ??= new();
        var fields = new FieldReader(options, new());
        Senders = new(options, fields);
        Metrics = new(options, new FakeTimeProvider(Now));
        Traces = new(options, fields, Senders, new FakeTimeProvider(Now));
        Logs = new(fields, Senders, new FakeTimeProvider(Now));
        MetricReader = new(fields, Senders, Metrics, new FakeTimeProvider(Now));
    }

    public SenderRegistry Senders { get; }

    public TraceReader Traces { get; }

    public LogReader Logs { get; }

    public MetricReader MetricReader { get; }

    public MetricStore Metrics { get; }

    public Span Read(SpanMessage message)
    {
        var rejections = new Rejections();
        var spans = Traces.Read(Messages.Traces(message), rejections);
        Assert.Equal(0, rejections.Count);
        return Assert.Single(spans);
    }

    public LogEntry Read(LogRecord record) => Assert.Single(Logs.Read(Messages.Logs(record)));

    /// <summary>The text of an attribute with this value.</summary>
    public string Read(AnyValue value) => Assert.Single(Read(Span(attributes: Attribute("key", value))).Fields).Value;
}
