using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Tests.Host;
using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Order;

public class WaitTests : HostingTest
{
    [Fact]
    public async Task A_dependent_starts_once_the_health_check_passes()
    {
        var builder = CreateBuilder();
        var web = builder.AddExecutable("web", HostProgram.Path, ".", "--serve")
            .WithHttpEndpoint(env: "PORT").WithEnvironment("GATE", Folder["gate"]).WithHttpHealthCheck("/ready");
        builder.AddExecutable("dependent", "sh", ".", "-c", "test -e gate && echo the gate was open > seen").WaitFor(web);
        var application = await StartAsync(builder);

        var ill = await application.ResourceNotifications.WaitForResourceAsync(
            "web", change => change.Snapshot.HealthReports.Any(report => report.Description?.Contains("answered 503, expected 200", StringComparison.Ordinal) == true), Patience);
        Assert.Equal(KnownResourceStates.Running, ill.Snapshot.State?.Text);
        Assert.Equal(KnownResourceStates.Waiting, StateOf(application, "dependent"));
        await File.WriteAllTextAsync(Folder["gate"], "", Patience);

        await InStateAsync(application, "dependent", KnownResourceStates.Finished);
        Assert.Equal("the gate was open", await Folder.ReadAsync("seen", Patience));
    }

    [Fact]
    public async Task A_dependent_starts_once_another_has_ended_with_the_expected_exit_code()
    {
        var builder = CreateBuilder();
        var migration = builder.AddExecutable("migration", "sh", ".", "-c", "echo migrated > seen; exit 7");
        builder.AddExecutable("dependent", "cp", ".", "seen", "copied").WaitForCompletion(migration, exitCode: 7);
        builder.AddExecutable("strict", "touch", ".", "never").WaitForCompletion(migration);
        var application = await StartAsync(builder);

        await InStateAsync(application, "dependent", KnownResourceStates.Finished);
        Assert.Equal("migrated", await Folder.ReadAsync("copied", Patience));
        var strict = await InStateAsync(application, "strict", KnownResourceStates.FailedToStart);
        Assert.Equal("'migration', which it waits for, has ended: exit code 7", strict.Snapshot.Reason);
        Assert.False(File.Exists(Folder["never"]));
    }

    [Fact]
    public async Task Resources_that_wait_in_a_circle_are_named()
    {
        var builder = CreateBuilder();
        var a = builder.AddExecutable("a", "true", ".");
        var b = builder.AddExecutable("b", "true", ".").WaitFor(a);
        var c = builder.AddExecutable("c", "true", ".").WaitForCompletion(b);
        a.WaitFor(c);

        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => StartAsync(builder));

        Assert.Contains("a -> c -> b -> a", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forty_resources_in_a_chain_start_in_order()
    {
        const int length = 40;
        var builder = CreateBuilder();
        IResourceBuilder<ExecutableResource>? before = null;
        for (var i = 0; i < length; i++)
        {
            var link = builder.AddExecutable($"link{i}", "sh", ".", "-c", "exec sleep 1000");
            before = before is null ? link : link.WaitFor(before);
        }

        var application = Build(builder);
        var running = RunningAsync(application, length);
        await application.StartAsync(Patience);

        Assert.Equal(Enumerable.Range(0, length).Select(i => $"link{i}"), await running);
    }

    private async Task<IReadOnlyList<string>> RunningAsync(DistributedApplication application, int count)
    {
        var seen = new List<string>();
        await foreach (var change in application.ResourceNotifications.WatchAsync(Patience))
        {
            if (change.Snapshot.State?.Text == KnownResourceStates.Running)
                seen.Add(change.ResourceId);
            if (seen.Count == count)
                break;
        }

        return seen;
    }

    [Fact]
    public async Task A_health_check_that_nobody_registered_does_not_pass()
    {
        var builder = CreateBuilder();
        builder.AddExecutable("web", "sleep", ".", "1000").WithHealthCheck("unknown");
        var application = await StartAsync(builder);

        var seen = await application.ResourceNotifications.WaitForResourceAsync("web", change => change.Snapshot.HealthReports is [{ Description: not null }], Patience);
        Assert.Contains("'unknown'", seen.Snapshot.HealthReports[0].Description, StringComparison.Ordinal);
        Assert.NotEqual(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy, seen.Snapshot.HealthStatus);
    }
}
