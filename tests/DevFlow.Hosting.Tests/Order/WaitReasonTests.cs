using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Tests.Host;
using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Order;

public class WaitReasonTests : HostingTest
{
    [Fact]
    public async Task Who_waits_says_for_whom_and_why_and_keeps_it_current()
    {
        var builder = CreateBuilder();
        var web = Web(builder).WithExplicitStart();
        builder.AddExecutable("dependent", "sleep", ".", "1000").WaitFor(web);
        var application = await StartAsync(builder);

        await SaysAsync(application, "waits for 'web': it is started by a command only, and was not yet");
        await application.ResourceCommands.ExecuteCommandAsync("web", KnownResourceCommands.StartCommand, Patience);
        await application.ResourceNotifications.WaitForResourceAsync("dependent", change => change.Snapshot.Reason?.StartsWith(
            "waits for 'web': is running, check 'web_http_/_200_check' fails: http://localhost:", StringComparison.Ordinal) == true
            && change.Snapshot.Reason.EndsWith("answered 503, expected 200", StringComparison.Ordinal), Patience);
        await application.ResourceCommands.ExecuteCommandAsync("web", KnownResourceCommands.StopCommand, Patience);
        await SaysAsync(application, "waits for 'web': has ended: exit code 143 (SIGTERM)");
    }

    [Fact]
    public async Task Who_waits_for_the_start_of_another_does_not_wait_for_its_health()
    {
        var builder = CreateBuilder();
        var web = Web(builder);
        builder.AddExecutable("dependent", "sleep", ".", "1000").WaitForStart(web);
        var application = await StartAsync(builder);

        await InStateAsync(application, "dependent", KnownResourceStates.Running);

        Assert.True(application.ResourceNotifications.TryGetCurrentState("web", out var seen));
        Assert.NotEqual(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy, seen.Snapshot.HealthStatus);
    }

    [Fact]
    public async Task Who_does_not_want_to_wait_for_a_failure_fails_with_its_reason()
    {
        var builder = CreateBuilder();
        var broken = builder.AddExecutable("broken", "no-such-program", ".");
        builder.AddExecutable("hasty", "sleep", ".", "1000").WaitFor(broken, WaitBehavior.StopOnResourceUnavailable);
        builder.AddExecutable("hastier", "sleep", ".", "1000").WaitForStart(broken, WaitBehavior.StopOnResourceUnavailable);
        builder.AddExecutable("patient", "sleep", ".", "1000").WaitFor(broken, WaitBehavior.WaitOnResourceUnavailable);
        var application = await StartAsync(builder);

        foreach (var name in (string[])["hasty", "hastier"])
        {
            var failed = await InStateAsync(application, name, KnownResourceStates.FailedToStart);
            Assert.Equal(
                "'broken', which it waits for, has failed to start: 'broken' cannot be started: the program 'no-such-program' is not on PATH.", failed.Snapshot.Reason);
        }

        await InStateAsync(application, "patient", KnownResourceStates.Waiting);
    }

    [Fact]
    public async Task A_start_command_ends_the_waiting()
    {
        var builder = CreateBuilder();
        var never = builder.AddExecutable("never", "sleep", ".", "1000").WithExplicitStart();
        builder.AddExecutable("dependent", "sleep", ".", "1000").WaitFor(never);
        var application = await StartAsync(builder);
        await InStateAsync(application, "dependent", KnownResourceStates.Waiting);

        await application.ResourceCommands.ExecuteCommandAsync("dependent", KnownResourceCommands.StartCommand, Patience);

        await InStateAsync(application, "dependent", KnownResourceStates.Running);
        Assert.Equal(KnownResourceStates.NotStarted, StateOf(application, "never"));
    }

    [Fact]
    public async Task What_is_ill_for_too_long_is_reported_with_its_check_and_its_last_words()
    {
        var builder = CreateBuilder("--LocalEngine:HealthyWithin=00:00:00.3");
        var web = builder.AddExecutable("web", "sh", ".", "-c", "echo looking for the disk; exec sleep 1000").WithHttpEndpoint().WithHttpHealthCheck();
        builder.AddExecutable("patient", "sleep", ".", "1000").WaitFor(web);
        builder.AddExecutable("hasty", "sleep", ".", "1000").WaitFor(web, WaitBehavior.StopOnResourceUnavailable);
        var application = await StartAsync(builder);

        var late = await application.ResourceNotifications.WaitForResourceAsync("web", change => change.Snapshot.Overdue is not null, Patience);

        Assert.Equal("runs, but has not been healthy for 0.3 s", late.Snapshot.Overdue);
        Assert.Collection(LogOf(application, "web"),
            line => Assert.Equal("looking for the disk", line),
            line => Assert.Matches(@"^runs, but has not been healthy for 0\.3 s: check 'web_http_/_200_check' fails: http://localhost:\d+/ does not answer: ConnectionError$", line),
            line => Assert.Equal("  its log ends with: looking for the disk", line));
        var failed = await InStateAsync(application, "hasty", KnownResourceStates.FailedToStart);
        Assert.Equal("'web', which it waits for, runs, but has not been healthy for 0.3 s", failed.Snapshot.Reason);
        await InStateAsync(application, "patient", KnownResourceStates.Waiting);
    }

    private static IResourceBuilder<ExecutableResource> Web(IDistributedApplicationBuilder builder) =>
        builder.AddExecutable("web", HostProgram.Path, ".", "--serve").WithHttpEndpoint(env: "PORT").WithEnvironment("GATE", "/no/such/file").WithHttpHealthCheck();

    private Task<ResourceEvent> SaysAsync(DistributedApplication application, string reason) =>
        application.ResourceNotifications.WaitForResourceAsync("dependent", change => change.Snapshot.Reason == reason, Patience);
}
