using DevFlow.Dashboard.Otlp.Wire;
using DevFlow.Dashboard.Telemetry;
using Google.Protobuf;
using static DevFlow.Dashboard.Tests.Messages;

namespace DevFlow.Dashboard.Tests;

public sealed class SpanReadingTests
{
    private readonly Readers _readers = new();

    [Fact]
    public void An_end_before_the_start_is_the_start()
    {
        var message = Span();
        message.EndTimeUnixNano = Start - 5_000_000_000;

        var span = _readers.Read(message);

        Assert.Equal((DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), TimeSpan.Zero), (span.Start, span.Duration));
    }

    [Theory]
    [InlineData(0, 0, 1_800_000_000, 0)]
    [InlineData(0, Start, 1_700_000_000, 0)]
    [InlineData(Start, 0, 1_700_000_000, 0)]
    [InlineData(1, 1, 0, 0)]
    public void A_time_of_zero_is_no_time(ulong start, ulong end, long seconds, long duration)
    {
        var message = Span();
        (message.StartTimeUnixNano, message.EndTimeUnixNano) = (start, end);

        var span = _readers.Read(message);

        Assert.Equal((DateTimeOffset.FromUnixTimeSeconds(seconds), TimeSpan.FromSeconds(duration)), (span.Start, span.Duration));
    }

    [Fact]
    public void The_last_time_that_can_be_sent_is_in_2554()
    {
        var message = Span();
        message.EndTimeUnixNano = ulong.MaxValue;

        Assert.Equal(2554, _readers.Read(message).End.Year);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000000000000000")]
    [InlineData("0102")]
    public void A_span_whose_parent_is_no_id_is_a_root(string parent)
    {
        var message = Span();
        message.ParentSpanId = ByteString.CopyFrom(Convert.FromHexString(parent));

        Assert.True(_readers.Read(message).ParentId.IsNone);
    }

    [Theory]
    [InlineData(2, nameof(SpanKind.Server))]
    [InlineData(-1, nameof(SpanKind.Unspecified))]
    [InlineData(99, nameof(SpanKind.Unspecified))]
    public void A_kind_that_is_not_known_is_unspecified(int sent, string kind)
    {
        var message = Span();
        message.Kind = sent;

        Assert.Equal(kind, _readers.Read(message).Kind.ToString());
    }

    [Fact]
    public void Status_events_and_links_come_along()
    {
        var message = Span();
        message.Status = new() { Code = 2, Message = "it broke" };
        message.Events.Add(new EventMessage { Name = "exception", TimeUnixNano = Start, Attributes = { Attribute("exception.type", Text("Broken")) } });
        message.Links.Add(new LinkMessage { TraceId = message.TraceId, SpanId = message.SpanId, Attributes = { Attribute("why", Text("batch")) } });
        message.Links.Add(new LinkMessage { TraceId = ByteString.CopyFrom(1) });

        var span = _readers.Read(message);

        Assert.Equal((SpanStatus.Error, "it broke"), (span.Status, span.StatusText));
        var happened = Assert.Single(span.Events);
        Assert.Equal(("exception", span.Start, "Broken"), (happened.Name, happened.Time, happened.Fields.Find("exception.type")));
        var link = Assert.Single(span.Links);
        Assert.Equal((span.TraceId, span.Id, "batch"), (link.TraceId, link.SpanId, link.Fields.Find("why")));
    }

    [Fact]
    public void Senders_beyond_the_bound_are_forgotten_and_none_is_mixed_up()
    {
        var readers = new Readers(new() { MaxSenders = 2 });

        var senders = new[] { "a", "b", "c", "a", "c" }.Select(service => readers.Senders.Get(Resource(service))).ToList();

        Assert.Equal(["a", "b", "c", "a", "c"], senders.Select(sender => sender.Service));
        Assert.NotSame(senders[0], senders[3]);
        Assert.Same(senders[2], senders[4]);
    }
}
