using System.Net;
using System.Net.Sockets;
using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Model;

public class EndpointTests : HostingTest
{
    [Fact]
    public async Task Two_endpoints_on_one_port_are_an_error_that_names_both_resources()
    {
        var builder = CreateBuilderWithPorts();
        builder.AddExecutable("first", "sleep", ".", "1000").WithHttpEndpoint(port: 45123);
        builder.AddExecutable("second", "sleep", ".", "1000").WithHttpEndpoint(port: 45123);

        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => StartAsync(builder));

        Assert.Equal("Port 45123 is asked for by 'first' and 'second'; each needs its own.", fault.Message);
    }

    [Fact]
    public async Task A_port_in_use_is_an_error_before_anything_starts()
    {
        using var other = new TcpListener(IPAddress.Any, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var builder = CreateBuilderWithPorts();
        builder.AddExecutable("early", "touch", ".", "started");
        builder.AddExecutable("web", "sleep", ".", "1000").WithHttpEndpoint(port: port);

        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => StartAsync(builder));

        Assert.StartsWith($"Port {port} of 'web' is in use by another program", fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Folder["started"]));
    }

    [Fact]
    public async Task Under_test_every_endpoint_has_a_port_of_its_own_whatever_it_asks_for()
    {
        var builder = CreateBuilder();
        var first = builder.AddExecutable("first", "sleep", ".", "1000").WithHttpEndpoint(port: 45123);
        var second = builder.AddExecutable("second", "sleep", ".", "1000").WithHttpEndpoint(port: 45123).WithHttpEndpoint(name: "admin");
        await StartAsync(builder);

        int[] ports = [first.GetEndpoint("http").Port, second.GetEndpoint("http").Port, second.GetEndpoint("admin").Port];
        Assert.Equal(3, ports.Distinct().Count());
        Assert.DoesNotContain(45123, ports);
    }

    [Fact]
    public void An_http_endpoint_that_exists_is_updated()
    {
        var web = CreateBuilder().AddViteApp("web", ".").WithHttpEndpoint(port: 3737).WithExternalHttpEndpoints();
        var endpoint = web.GetEndpoint("http").EndpointAnnotation;
        Assert.Equal(3737, endpoint.Port);
        Assert.True(endpoint.IsExternal);
    }

    [Fact]
    public void An_address_before_the_start_is_an_error_that_says_so()
    {
        var web = CreateBuilder().AddExecutable("web", "true", ".").WithHttpEndpoint();
        Assert.Contains("has not started", Assert.Throws<InvalidOperationException>(() => web.GetEndpoint("http").Url).Message, StringComparison.Ordinal);
        Assert.Contains("'grpc' is not defined", Assert.Throws<InvalidOperationException>(() => web.GetEndpoint("grpc").Url).Message, StringComparison.Ordinal);
    }
}
