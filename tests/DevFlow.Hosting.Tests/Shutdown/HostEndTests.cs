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
        Assert.Contains("database system is shut down", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watchdog_that_is_killed_is_replaced_and_the_next_guards_what_was_there_before()
    {
        var host = Start();
        var all = await host.AtRestAsync(Patience);
        var watchdog = Assert.Single(all, IsWatchdog);

        await ProcessTable.SignalAsync(watchdog, "KILL", Patience);
        var next = await NextAsync(host.Id, watchdog);
        Assert.All(all.Where(id => id != watchdog), id => Assert.True(ProcessTable.IsAlive(id)));
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
