using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Local;
using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Life;

public class RestartTests : HostingTest
{
    [Fact]
    public void Pauses_double_up_to_the_longest()
    {
        var policy = RestartPolicy.Default;
        Assert.Equal([0.25, 0.5, 1, 2, 4, 8, 8, 8], Enumerable.Range(1, 8).Select(restart => policy.PauseBefore(restart).TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(8), policy.PauseBefore(int.MaxValue));
    }

    [Fact]
    public async Task What_ends_again_and_again_is_started_again_up_to_the_limit_and_then_stays_ended()
    {
        var builder = CreateBuilder("--LocalEngine:Restart:Limit=3", "--LocalEngine:Restart:Pause=00:00:00.01");
        builder.AddContainerThatRuns("box", "echo started >> starts; exit 4");
        var application = await StartAsync(builder);

        var end = await InStateAsync(application, "box", KnownResourceStates.Exited);

        Assert.Equal(4, (await File.ReadAllLinesAsync(Folder["starts"], Patience)).Length);
        Assert.Equal(4, end.Snapshot.ExitCode);
        Assert.Equal(3, end.Snapshot.Restarts);
        Assert.Contains("ended with exit code 4; starting it again in 0.02 s", LogOf(application, "box"));
        Assert.Equal("ended 4 times in a row; it is not started again", LogOf(application, "box")[^1]);
    }

    [Fact]
    public async Task An_executable_that_ends_stays_ended()
    {
        var builder = CreateBuilder();
        builder.AddExecutable("once", "sh", ".", "-c", "echo started >> starts; exit 4");
        var application = await StartAsync(builder);

        await InStateAsync(application, "once", KnownResourceStates.Exited);

        Assert.Single(await File.ReadAllLinesAsync(Folder["starts"], Patience));
    }

    [Fact]
    public async Task A_stop_in_the_pause_before_a_restart_ends_it()
    {
        var builder = CreateBuilder("--LocalEngine:Restart:Pause=01:00:00", "--LocalEngine:Restart:LongestPause=01:00:00");
        builder.AddContainerThatRuns("box", "exit 4");
        var application = await StartAsync(builder);
        await application.ResourceNotifications.WaitForResourceAsync("box", change => change.Snapshot.Restarts == 1, Patience);

        await application.ResourceCommands.ExecuteCommandAsync("box", KnownResourceCommands.StopCommand, Patience);

        Assert.Equal(KnownResourceStates.Exited, StateOf(application, "box"));
    }

    [Fact]
    public void Settings_that_cannot_be_read_are_all_named_at_once()
    {
        var builder = CreateBuilder("--LocalEngine:StopGrace=soon", "--LocalEngine:Restart:Limit=-1");

        var fault = Assert.Throws<DistributedApplicationException>(() => Build(builder));

        Assert.Contains("LocalEngine:StopGrace is 'soon'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("LocalEngine:Restart:Limit is '-1'", fault.Message, StringComparison.Ordinal);
    }
}
