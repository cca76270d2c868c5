using System.Net;
using System.Net.Sockets;

namespace DevFlow.AppHost.Tests;

public sealed class RealDatabaseTests
{
    [Fact]
    public async Task A_test_run_never_touches_the_database_that_the_env_file_names()
    {
        using var real = new TcpListener(IPAddress.Loopback, 0);
        real.Start();
        var port = ((IPEndPoint)real.LocalEndpoint).Port;
        using var root = new TestRoot(TestRoot.CompleteEnv() + $"DATABASE_URL=postgresql://devflow:devflow@localhost:{port}/devflow\n");

        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.DevFlow_AppHost>(
            [$"--DEVFLOW_ROOT={root.Folder}"], TestContext.Current.CancellationToken);
        foreach (var ui in builder.Resources.Where(resource => resource.Name == "local-ui").ToList())
            builder.Resources.Remove(ui);
        await using var app = await builder.BuildAsync(TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("workflow-engine", TestContext.Current.CancellationToken);
        var url = await app.GetConnectionStringAsync("database", TestContext.Current.CancellationToken);
        await app.StopAsync(TestContext.Current.CancellationToken);

        Assert.False(real.Pending(), "somebody connected to the database of the .env file");
        Assert.DoesNotContain($":{port}/", url, StringComparison.Ordinal);
    }
}
