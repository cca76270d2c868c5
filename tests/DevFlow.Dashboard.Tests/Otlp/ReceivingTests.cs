using System.Net;
using DevFlow.Dashboard.Otlp.Wire;
using DevFlow.Dashboard.Telemetry;
using Google.Protobuf;
using static DevFlow.Dashboard.Tests.Messages;

namespace DevFlow.Dashboard.Tests;

public sealed class ReceivingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_span_comes_by_grpc(bool packed)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = new OtlpClient(dashboard.Options);

        var answer = await client.GrpcAsync(Traces(Span("GET /things")), packed);

        Assert.Equal((0, null), (answer.Status, answer.Response.PartialSuccess));
        CheckSpan(dashboard);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_span_comes_by_http(bool packed)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = new OtlpClient(dashboard.Options);

        using var answer = await client.HttpAsync(Traces(Span("GET /things")), packed);

        Assert.Equal((HttpStatusCode.OK, "application/x-protobuf"), (answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
        Assert.Null(ExportResponse.Parser.ParseFrom(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).PartialSuccess);
        CheckSpan(dashboard);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_log_entry_comes_by_both(bool http)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = new OtlpClient(dashboard.Options);
        var message = Logs(new LogRecord
        {
            TimeUnixNano = Start,
            SeverityNumber = 17,
            Body = Text("it failed"),
            TraceId = ByteString.CopyFrom(Convert.FromHexString(SomeTrace)),
            SpanId = ByteString.CopyFrom(1, 2, 3, 4, 5, 6, 7, 8),
            Attributes = { Attribute("order", new() { IntValue = 7 }) },
        });

        await SendAsync(client, message, http);

        var entry = Assert.Single(dashboard.Logs.Query(new(), 0, 10).Items);
        Assert.Equal(("api", "The.Category", "it failed", Severity.Error), (entry.Sender.Service, entry.Scope, entry.Message, entry.Severity));
        Assert.Equal((SomeTrace, "0102030405060708", "7"), (entry.TraceId.ToString(), entry.SpanId.ToString(), entry.Fields.Find("order")));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), entry.Time);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_measurement_comes_by_both(bool http)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = new OtlpClient(dashboard.Options);

        await SendAsync(client, Messages.Metrics(new Metric { Name = "requests", Unit = "{request}", Gauge = new() { DataPoints = { new NumberDataPoint { TimeUnixNano = Start, AsInt = 42 } } } }), http);

        var instrument = Assert.Single(dashboard.Metrics.Instruments());
        Assert.Equal(("api", "the-meter", "requests", "{request}"), (instrument.Service, instrument.Meter, instrument.Name, instrument.Unit));
        Assert.Equal(42, Assert.Single(Assert.Single(dashboard.Metrics.Series("api", "the-meter", "requests")).Points).Value);
    }

    [Fact]
    public async Task A_message_without_anything_is_taken()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = new OtlpClient(dashboard.Options);

        Assert.Equal(0, (await client.GrpcAsync(Traces())).Status);
        Assert.Equal(0, (await client.GrpcAsync(new ExportTraceRequest())).Status);
        using var answer = await client.HttpAsync(new ExportTraceRequest());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(0, dashboard.Traces.Received);
    }

    [Fact]
    public async Task What_cannot_be_kept_is_told_and_the_rest_is_taken()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = new OtlpClient(dashboard.Options);
        var (noTrace, noSpan, shortTrace) = (Span(), Span(), Span());
        noTrace.TraceId = ByteString.CopyFrom(new byte[16]);
        noSpan.SpanId = ByteString.Empty;
        shortTrace.TraceId = ByteString.CopyFrom(1, 2, 3);
        var message = Traces(noTrace, Span("kept"), noSpan, shortTrace);

        var grpc = await client.GrpcAsync(message);
        using var http = await client.HttpAsync(message);

        Assert.Equal((0, 3), (grpc.Status, grpc.Response.PartialSuccess.Rejected));
        Assert.Contains("trace_id is not 16 bytes", grpc.Response.PartialSuccess.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, http.StatusCode);
        Assert.Equal(grpc.Response, ExportResponse.Parser.ParseFrom(await http.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(2, dashboard.Traces.Count);
    }

    [Fact]
    public async Task A_service_that_was_restarted_is_one_service_with_two_senders()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = new OtlpClient(dashboard.Options);

        await client.GrpcAsync(Traces(Resource("api", "before"), Span(id: 1)));
        await client.GrpcAsync(Traces(Resource("api", "after"), Span(id: 2)));
        await client.GrpcAsync(Traces(Resource("api", "after"), Span(id: 3)));

        Assert.Equal(["api"], dashboard.Traces.Services());
        var senders = Find(dashboard).Spans.Select(span => span.Sender).ToList();
        Assert.Equal(["before", "after", "after"], senders.Select(sender => sender.Instance));
        Assert.Same(senders[1], senders[2]);
    }

    [Fact]
    public async Task A_sender_without_a_name_is_unknown()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = new OtlpClient(dashboard.Options);

        await client.GrpcAsync(Traces(resource: null, Span(id: 1)));
        await client.GrpcAsync(Traces(Resource(service: "", instance: null), Span(id: 2)));

        Assert.Equal(["unknown"], dashboard.Traces.Services());
    }

    private static async Task SendAsync(OtlpClient client, IMessage message, bool http)
    {
        if (!http)
        {
            Assert.Equal(0, (await client.GrpcAsync(message)).Status);
            return;
        }

        using var answer = await client.HttpAsync(message);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static void CheckSpan(RunningDashboard dashboard)
    {
        var span = Assert.Single(Find(dashboard).Spans);
        Assert.Equal(("GET /things", "the-scope", SpanKind.Server), (span.Name, span.Scope, span.Kind));
        Assert.Equal(("api", "one", "one"), (span.Sender.Service, span.Sender.Instance, span.Sender.Fields.Find("service.instance.id")));
        Assert.Equal((DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), TimeSpan.FromMilliseconds(1)), (span.Start, span.Duration));
    }

    private static Trace Find(RunningDashboard dashboard)
    {
        Assert.True(TraceId.TryParse(SomeTrace, out var id));
        return dashboard.Traces.Find(id)!;
    }
}
