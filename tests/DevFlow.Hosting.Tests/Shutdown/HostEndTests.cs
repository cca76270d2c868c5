using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Shutdown;

public class HostEndTests : HostingTest
{
    [Fact]
    public async Task A_host_that_is_killed_leaves_nothing_behind()
    {
        var host = Start();
        var all = await host.AtRestAsync(Patience);
        Assert.Contains(all, id => ProcessTable.CommandLine(id).Contains("postgres: checkpointer", StringComparison.Ordinal));

        await ProcessTable.SignalAsync(host.Id, "KILL", Patience);

        await ProcessTable.GoneAsync(all, Patience);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_host_that_is_told_to_end_stops_everything_and_succeeds(string signal)
    {
        var host = Start();
        var all = await host.AtRestAsync(Patience);

        await ProcessTable.SignalAsync(host.Id, signal, Patience);
        await host.ExitedAsync(Patience);

        Assert.Equal(0, host.ExitCode);
        await ProcessTable.GoneAsync(all, Patience);
    }

    // With time enough to end: on a slow machine the trees' third of a second is too short for a server.
    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_server_shuts_down_in_order_when_its_host_is_told_to_end(string signal)
    {
        var host = Kept(HostProcess.Start(Folder, "web", args: "--LocalEngine:StopGrace=00:01:00"));
        await host.AtRestAsync(Patience);

        await ProcessTable.SignalAsync(host.Id, signal, Patience);
        await host.ExitedAsync(Patience);

        Assert.Equal(0, host.ExitCode);
        Assert.Contains("database system is shut down", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watchdog_that_is_killed_is_replaced_and_the_next_guards_what_was_there_before()
    {
        var host = Start();
        var all = await host.AtRestAsync(Patience);
        var watchdog = Assert.Single(all, IsWatchdog);
        // Below them processes come and go: PostgreSQL has one for each connection.
        var children = ProcessTable.Children(host.Id).Where(id => id != watchdog).ToArray();

        await ProcessTable.SignalAsync(watchdog, "KILL", Patience);
        var next = await NextAsync(host.Id, watchdog);
        Assert.NotEmpty(children);
        Assert.All(children, id => Assert.True(ProcessTable.IsAlive(id)));
        await ProcessTable.SignalAsync(host.Id, "KILL", Patience);

        await ProcessTable.GoneAsync([.. all, next], Patience);
    }

    [Fact]
    public async Task A_host_whose_parent_is_killed_stops_when_it_was_started_by_dotnet_run()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["DOTNET_LAUNCH_PROFILE"] = "http" };
        var shell = Kept(HostProcess.StartBelow(Folder, "trees", environment));
        var all = await shell.AtRestAsync(Patience);

        await ProcessTable.SignalAsync(shell.Id, "KILL", Patience);

        await ProcessTable.GoneAsync(all, Patience);
    }

    [Fact]
    public async Task A_host_whose_launcher_died_before_it_could_ask_stops_at_once()
    {
        using var launcher = System.Diagnostics.Process.Start("sleep", ["1000"]);
        var identity = $"{launcher.Id}:{Local.ProcessStat.Of(launcher.Id)!.Started}";
        launcher.Kill();
        await launcher.WaitForExitAsync(Patience);

        var host = Kept(HostProcess.Start(Folder, "trees", args: [$"--LocalEngine:Launcher={identity}"]));
        await host.ExitedAsync(Patience);

        Assert.Equal(0, host.ExitCode);
    }

    [Fact]
    public async Task A_host_outlives_a_launcher_that_is_not_its_parent()
    {
        using var other = System.Diagnostics.Process.Start("sleep", ["1000"]);
        var host = Kept(HostProcess.Start(Folder, "trees", args: [$"--LocalEngine:Launcher={other.Id}:{Local.ProcessStat.Of(other.Id)!.Started}"]));
        await host.AtRestAsync(Patience);

        other.Kill();
        await other.WaitForExitAsync(Patience);

        await ProcessTable.SignalAsync(host.Id, "TERM", Patience);
        await host.ExitedAsync(Patience);
        Assert.Equal(0, host.ExitCode);
    }

    private HostProcess Start() => Kept(HostProcess.Start(Folder, "trees"));

    private static bool IsWatchdog(int id) => ProcessTable.CommandLine(id).Contains("while read -r verb", StringComparison.Ordinal);

    private async Task<int> NextAsync(int host, int before)
    {
        while (true)
        {
            if (ProcessTable.Descendants(host).Where(id => id != before && IsWatchdog(id)).ToArray() is [var next])
                return next;
            await Task.Delay(20, Patience);
        }
    }
}
