using System.Net;
using Google.Protobuf;
using static DevFlow.Dashboard.Tests.Messages;

namespace DevFlow.Dashboard.Tests;

public sealed class RefusingTests
{
    private const int Bound = 64 * 1024;

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("the-key-for-telemetrz")]
    [InlineData("the-key-for-telemetry-and-more")]
    public async Task Whoever_has_not_the_key_is_told_what_to_set(string? key)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = new OtlpClient(dashboard.Options, key);

        var grpc = await client.GrpcAsync(Traces(Span()));
        using var http = await client.HttpAsync(Traces(Span()));

        Assert.Equal(16, grpc.Status);
        Assert.Contains("OTEL_EXPORTER_OTLP_HEADERS", grpc.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, http.StatusCode);
        Assert.Equal(grpc.Text, await http.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, dashboard.Traces.Received);
    }

    [Fact]
    public async Task Who_comes_before_the_app_host_has_said_the_key_waits_for_it()
    {
        await using var dashboard = await RunningDashboard.StartAsync(welcome: false);
        using var client = new OtlpClient(dashboard.Options);

        var grpc = client.GrpcAsync(Traces(Span()));
        var http = client.HttpAsync(Traces(Span()));
        Assert.False(grpc.IsCompleted || http.IsCompleted);
        await dashboard.WelcomeAsync();

        Assert.Equal(0, (await grpc).Status);
        using var answer = await http;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(2, dashboard.Traces.Received);
    }

    [Fact]
    public async Task What_is_no_protobuf_is_refused()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = new OtlpClient(dashboard.Options);
        byte[] garbage = [0x0a, 0xff, 0xff, 0x01, 0x7f];

        foreach (var path in new[] { OtlpClient.GrpcTraces, OtlpClient.GrpcLogs, OtlpClient.GrpcMetrics })
            Assert.Equal(3, (await client.GrpcAsync(path, garbage)).Status);
        foreach (var path in new[] { "/v1/traces", "/v1/logs", "/v1/metrics" })
        {
            using var answer = await client.HttpAsync(path, garbage);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Equal(0, (await client.GrpcAsync(Traces(Span()))).Status);
    }

    [Fact]
    public async Task Text_that_is_no_utf8_is_refused()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = new OtlpClient(dashboard.Options);
        var bytes = Traces(Span("x?y")).ToByteArray();
        bytes[bytes.AsSpan().IndexOf((byte)'?')] = 0xff;

        var grpc = await client.GrpcAsync(OtlpClient.GrpcTraces, bytes);
        using var http = await client.HttpAsync("/v1/traces", bytes);

        Assert.Equal(3, grpc.Status);
        Assert.Contains("UTF-8", grpc.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, http.StatusCode);
        Assert.Equal(0, dashboard.Traces.Received);
    }

    [Fact]
    public async Task Half_a_message_is_refused()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = new OtlpClient(dashboard.Options);
        var half = Traces(Span()).ToByteArray()[..^20];

        Assert.Equal(3, (await client.GrpcAsync(OtlpClient.GrpcTraces, half)).Status);
        using var answer = await client.HttpAsync("/v1/traces", half);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, dashboard.Traces.Received);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_larger_than_the_bound_is_refused(bool packed)
    {
        await using var dashboard = await RunningDashboard.StartAsync(options => options with { MaxOtlpBytes = Bound });
        using var client = new OtlpClient(dashboard.Options);
        var large = Traces(Span("large", attributes: Attribute("text", Text(new('x', Bound)))));

        var grpc = await client.GrpcAsync(large, packed);
        using var http = await client.HttpAsync(large, packed);

        Assert.Equal(8, grpc.Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, http.StatusCode);
        Assert.Contains("Dashboard:MaxOtlpBytes", await http.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(0, dashboard.Traces.Received);
    }

    [Fact]
    public async Task What_unpacks_to_a_thousand_times_its_size_is_not_unpacked()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = new OtlpClient(dashboard.Options);
        // More than an array can hold, in some megabytes: whoever unpacked it whole would fail otherwise than by refusing it.
        var piece = OtlpClient.Packed(new byte[32 * 1024 * 1024]);
        byte[] bomb = [.. Enumerable.Repeat(piece, 80).SelectMany(bytes => bytes)];
        Assert.InRange(bomb.Length, 0, dashboard.Options.MaxOtlpBytes);

        var grpc = await client.GrpcPackedAsync(OtlpClient.GrpcTraces, bomb);
        using var http = await client.HttpAsync("/v1/traces", bomb, encoding: "gzip");

        Assert.Equal(8, grpc.Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, http.StatusCode);
    }

    [Theory]
    [InlineData("application/json", null)]
    [InlineData("text/plain", null)]
    [InlineData("application/x-protobuf", "zstd")]
    public async Task Another_format_than_protobuf_is_refused(string type, string? encoding)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = new OtlpClient(dashboard.Options);

        using var answer = await client.HttpAsync("/v1/traces", Traces(Span()).ToByteArray(), type, encoding);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Equal(0, dashboard.Traces.Received);
    }

    [Fact]
    public async Task What_is_not_packed_as_it_says_is_refused()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = new OtlpClient(dashboard.Options);

        using var answer = await client.HttpAsync("/v1/traces", Traces(Span()).ToByteArray(), encoding: "gzip");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task What_is_nested_without_end_is_refused()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = new OtlpClient(dashboard.Options);
        var deep = Traces(Span(attributes: Attribute("deep", Nested(500))));

        Assert.Equal(3, (await client.GrpcAsync(deep)).Status);
        using var answer = await client.HttpAsync(deep);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Nothing_of_what_is_received_is_logged_and_a_refusal_once_a_minute()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var log = dashboard.Log();
        using var good = new OtlpClient(dashboard.Options);
        using var stranger = new OtlpClient(dashboard.Options, "a-wrong-key");
        var marked = Traces(Resource("canary-service"), Span("canary-name", attributes: Attribute("canary-key", Text("canary-value"))));

        for (var i = 0; i < 5; i++)
        {
            await good.GrpcAsync(marked);
            await stranger.GrpcAsync(marked);
            await good.GrpcAsync(OtlpClient.GrpcTraces, [.. marked.ToByteArray(), 0xff]);
        }

        var lines = log.Lines;
        Assert.Single(lines, line => line.Contains("x-otlp-api-key", StringComparison.Ordinal));
        Assert.Equal(2, lines.Count);
        Assert.DoesNotContain(lines, line => line.Contains("canary", StringComparison.Ordinal) || line.Contains("a-wrong-key", StringComparison.Ordinal) || line.Contains(RunningDashboard.OtlpKey, StringComparison.Ordinal));
    }
}
