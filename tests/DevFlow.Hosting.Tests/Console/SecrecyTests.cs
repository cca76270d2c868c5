using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.Hosting.Tests.Console;

public class SecrecyTests : HostingTest
{
    private const string Canary = "canary-0e7a51c9";

    [Fact]
    public async Task A_secret_is_neither_on_the_console_nor_on_a_command_line()
    {
        var host = Kept(HostProcess.Start(Folder, "secret", new Dictionary<string, string>(StringComparer.Ordinal) { ["CANARY"] = Canary }));
        var all = await host.AtRestAsync(Patience);
        Assert.NotEmpty(all);
        // The password has arrived, or the database would not be there.
        Assert.Contains("created the database 'orders'", host.Output, StringComparison.Ordinal);

        Assert.DoesNotContain(ProcessTable.CommandLines(), line => line.Contains(Canary, StringComparison.Ordinal));
        await ProcessTable.SignalAsync(host.Id, "TERM", Patience);
        await host.ExitedAsync(Patience);
        Assert.DoesNotContain(Canary, host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(Folder["data"], "superuser", SearchOption.AllDirectories), _ => true);
        string[] written = [.. Directory.GetFiles(Folder["data"]), .. Directory.GetFiles(Folder["data", "logs"])];
        Assert.Contains(Folder["data", "logs", "postgres.log"], written);
        Assert.Contains(Folder["data", "processes"], written);
        Assert.All(written, file => Assert.DoesNotContain(Canary, File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secret_is_in_no_snapshot_and_no_log_even_where_its_use_fails()
    {
        var builder = CreateBuilder("--DEVFLOW_POSTGRES_BIN=/nowhere");
        var canary = builder.AddParameter("canary", () => $"{Canary};{Canary}=1", secret: true);
        var database = builder.AddPostgres("postgres", password: canary).AddDatabase("orders");
        builder.AddExecutable("broken", "sh", ".", "-c", "exit 3").WithEnvironment("API_KEY", canary).WithReference(database);
        builder.AddExecutable("absent", "no-such-program", ".").WithEnvironment("API_KEY", canary).WithReference(database);
        builder.AddResource(new UnreachableDatabase("unreachable", canary.Resource)).WithHealthCheck("unreachable_check");
        builder.Services.AddHealthChecks().AddCheck("unreachable_check", new Local.PostgresHealthCheck(new UnreachableDatabase("x", canary.Resource)));
        var seen = new List<string>();
        var application = Build(builder);
        await application.StartAsync(Patience);
        await InStateAsync(application, "broken", KnownResourceStates.Exited);
        await InStateAsync(application, "absent", KnownResourceStates.FailedToStart);
        var ill = await application.ResourceNotifications.WaitForResourceAsync("unreachable", change => change.Snapshot.HealthReports is [{ Status: not null }], Patience);
        Assert.Contains("connection string cannot be read", ill.Snapshot.HealthReports[0].Description, StringComparison.Ordinal);
        await application.StopAsync(Patience);

        foreach (var resource in builder.Resources)
        {
            Assert.True(application.ResourceNotifications.TryGetCurrentState(resource.Name, out var now));
            seen.AddRange([now.Snapshot.ToString(), now.Snapshot.Reason ?? "", .. now.Snapshot.HealthReports.Select(report => report.ToString()), .. LogOf(application, resource.Name)]);
        }

        Assert.NotEmpty(seen);
        Assert.DoesNotContain(seen, text => text.Contains(Canary, StringComparison.Ordinal));
    }

    private sealed class UnreachableDatabase(string name, ParameterResource password) : Resource(name), IResourceWithConnectionString
    {
        public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"Host=localhost;Port=1;Password={password}");
    }
}
