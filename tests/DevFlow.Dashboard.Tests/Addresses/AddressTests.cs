using System.Net;
using System.Net.Sockets;
using System.Text;
using static DevFlow.Dashboard.Tests.Messages;

namespace DevFlow.Dashboard.Tests;

public sealed class AddressTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/signin")]
    [InlineData("/login")]
    [InlineData("/dashboard.css")]
    [InlineData("/_blazor/negotiate")]
    [InlineData("/metrics")]
    public async Task The_addresses_of_telemetry_serve_nothing_of_the_pages(string path)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = new OtlpClient(dashboard.Options);

        using var page = await client.HttpAsync(path, [], method: HttpMethod.Get);
        var grpc = await client.GrpcAsync(path, []);

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Null(grpc.Status);
    }

    [Fact]
    public async Task Each_address_serves_only_what_is_its_own()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = new OtlpClient(dashboard.Options);

        using var onPages = await client.HttpAsync("/v1/traces", [], url: dashboard.Options.Url);
        var onGrpc = await client.GrpcAsync("/v1/traces", []);
        using var onHttp = await client.HttpAsync(OtlpClient.GrpcTraces, [], type: "application/grpc");

        // Whoever has not signed in is sent to do so, whatever the path.
        Assert.Equal(HttpStatusCode.Redirect, onPages.StatusCode);
        Assert.Null(onGrpc.Status);
        Assert.Equal(HttpStatusCode.NotFound, onHttp.StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GrpcAsync(OtlpClient.GrpcTraces, [], url: dashboard.Options.Url));
    }

    [Fact]
    public async Task The_host_that_a_request_names_does_not_lead_to_another_address()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{dashboard.Options.Url}/v1/traces") { Content = new ByteArrayContent([]) };
        request.Headers.Host = new Uri(dashboard.Options.OtlpHttpUrl).Authority;
        request.Headers.Add("x-otlp-api-key", RunningDashboard.OtlpKey);

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("OPTIONS")]
    public async Task Telemetry_is_posted_and_no_page_of_another_site_may_post_it(string method)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = new OtlpClient(dashboard.Options);

        using var answer = await client.HttpAsync("/v1/traces", [], method: new(method));

        Assert.False(answer.IsSuccessStatusCode);
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("http://0.0.0.0:1")]
    [InlineData("http://192.0.2.1:1")]
    [InlineData("https://localhost:1")]
    [InlineData("localhost")]
    public async Task An_address_that_is_not_loopback_is_refused_by_name(string url)
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningDashboard.StartAsync(options => options with { OtlpHttpUrl = url }));

        Assert.Contains($"Dashboard:OtlpHttpUrl is '{url}'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_sends_garbage_leaves_the_others_alone()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var client = new OtlpClient(dashboard.Options);
        foreach (var url in new[] { dashboard.Options.OtlpGrpcUrl, dashboard.Options.OtlpHttpUrl })
        {
            using var stranger = new TcpClient();
            await stranger.ConnectAsync(IPAddress.Loopback, new Uri(url).Port, TestContext.Current.CancellationToken);
            await stranger.GetStream().WriteAsync(Encoding.ASCII.GetBytes("\0\u0001 what is this, which is longer than a preface?\r\n\r\n"), TestContext.Current.CancellationToken);
            using var answer = new StreamReader(stranger.GetStream(), Encoding.Latin1);
            await answer.ReadToEndAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, (await client.GrpcAsync(Traces(Span()))).Status);
        using var taken = await client.HttpAsync(Traces(Span()));
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
    }
}
