using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.Hosting.Tests.Order;

public class FailureTests : HostingTest
{
    [Fact]
    public async Task A_service_that_ends_at_once_keeps_its_exit_code_and_last_lines_and_spares_the_others()
    {
        var builder = CreateBuilder();
        builder.AddExecutable("broken", "sh", ".", "-c", "echo starting; echo the disk is full >&2; exit 3");
        builder.AddExecutable("steady", "sleep", ".", "1000");
        var application = await StartAsync(builder);

        var seen = await InStateAsync(application, "broken", KnownResourceStates.Exited);
        Assert.Equal(3, seen.Snapshot.ExitCode);
        Assert.Equal("error", seen.Snapshot.State?.Style);
        Assert.NotNull(seen.Snapshot.StopTimeStamp);
        Assert.Equal(["starting", "the disk is full"], LogOf(application, "broken").Order());
        await InStateAsync(application, "steady", KnownResourceStates.Running);
    }

    [Fact]
    public async Task What_waits_for_a_failure_goes_on_waiting_while_others_run()
    {
        var builder = CreateBuilder();
        var broken = builder.AddExecutable("broken", "no-such-program", ".");
        builder.AddExecutable("dependent", "touch", ".", "never").WaitFor(broken);
        builder.AddExecutable("steady", "sleep", ".", "1000");
        var application = await StartAsync(builder);

        await InStateAsync(application, "broken", KnownResourceStates.FailedToStart);
        await InStateAsync(application, "steady", KnownResourceStates.Running);
        await InStateAsync(application, "dependent", KnownResourceStates.Waiting);
        Assert.Contains("'broken' cannot be started: the program 'no-such-program' is not on PATH.", LogOf(application, "broken"));
        await application.StopAsync(Patience);
        Assert.Equal(KnownResourceStates.Exited, StateOf(application, "dependent"));
        Assert.False(File.Exists(Folder["never"]));
    }

    [Fact]
    public async Task A_working_directory_that_is_missing_is_named()
    {
        var builder = CreateBuilder();
        builder.AddExecutable("lost", "true", "no/such/folder");
        var application = await StartAsync(builder);

        await InStateAsync(application, "lost", KnownResourceStates.FailedToStart);
        Assert.Contains(Folder["no", "such", "folder"], LogOf(application, "lost")[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_for_the_health_of_what_has_failed_ends_with_the_reason()
    {
        var builder = CreateBuilder();
        builder.AddExecutable("broken", "sh", ".", "-c", "echo the disk is full; exit 3");
        var application = await StartAsync(builder);
        await InStateAsync(application, "broken", KnownResourceStates.Exited);

        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => HealthyAsync(application, "broken"));

        Assert.Equal("The resource 'broken' does not become healthy: its state is Exited (exit code 3: the disk is full).", fault.Message);
    }

    [Fact]
    public async Task A_wait_that_is_given_up_says_what_was_last_seen()
    {
        var builder = CreateBuilder();
        builder.AddExecutable("web", "sleep", ".", "1000").WithHttpEndpoint().WithHttpHealthCheck();
        var application = await StartAsync(builder);
        await InStateAsync(application, "web", KnownResourceStates.Running);
        using var given = new CancellationTokenSource();
        var wait = application.ResourceNotifications.WaitForResourceHealthyAsync("web", given.Token);
        await given.CancelAsync();

        Assert.Contains("its state is Running, web_http_/_200_check", (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait)).Message, StringComparison.Ordinal);
        Assert.Contains("nothing is known of it", (await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => application.ResourceNotifications.WaitForResourceHealthyAsync("unknown", given.Token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_is_watched_gives_the_past_then_the_present_and_ends_with_the_application()
    {
        var builder = CreateBuilder();
        builder.AddExecutable("talker", "sh", ".", "-c", "echo one; until test -e gate; do sleep 0.01; done; echo two; exec sleep 1000");
        var application = await StartAsync(builder);
        var lines = new List<string>();
        await foreach (var batch in application.Services.GetRequiredService<ResourceLoggerService>().WatchAsync("talker").WithCancellation(Patience))
        {
            lines.AddRange(batch.Select(line => $"{line.LineNumber} {line.Content}"));
            await File.WriteAllTextAsync(Folder["gate"], "", Patience);
            if (lines.Count == 2)
                await application.DisposeAsync();
        }

        Assert.Equal(["1 one", "2 two"], lines);
    }
}
