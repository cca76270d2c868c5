using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Tests.Host;
using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Order;

public class PortTests : HostingTest
{
    [Fact]
    public async Task All_ports_in_use_are_named_at_once_with_who_holds_each()
    {
        using var first = Listen(IPAddress.Loopback);
        using var second = Listen(IPAddress.IPv6Loopback);
        var builder = CreateBuilderWithPorts();
        builder.AddExecutable("a", "true", ".").WithHttpEndpoint(port: PortOf(first));
        builder.AddExecutable("b", "true", ".").WithHttpEndpoint(port: PortOf(second));

        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => StartAsync(builder));

        using var self = Process.GetCurrentProcess();
        foreach (var (name, port) in ((string, int)[])[("a", PortOf(first)), ("b", PortOf(second))])
        {
            Assert.Matches(
                $@"Port {port} of '{name}' is in use by another program \(process {self.Id}, [^)]+\); stop that program or choose another port\.", fault.Message);
        }
    }

    [Fact]
    public async Task A_port_that_was_taken_after_the_check_is_named_as_the_reason_of_the_failure()
    {
        var port = 0;
        using (var free = Listen(IPAddress.Loopback))
            port = PortOf(free);
        TcpListener? thief = null;
        var builder = CreateBuilderWithPorts();
        builder.AddExecutable("web", HostProgram.Path, ".", "--serve").WithHttpEndpoint(port: port, env: "PORT").WithEnvironment(_ =>
        {
            // The environment is made after the check and before the start.
            thief = new(IPAddress.Loopback, port);
            thief.Start();
        });
        var application = await StartAsync(builder);

        var seen = await InStateAsync(application, "web", KnownResourceStates.Exited);

        Assert.Contains($"; port {port} of 'web' has been taken by another program meanwhile (process {Environment.ProcessId}, ", seen.Snapshot.Reason, StringComparison.Ordinal);
        thief!.Dispose();
    }

    private static TcpListener Listen(IPAddress address)
    {
        var listener = new TcpListener(address, 0);
        listener.Start();
        return listener;
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
