using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Local;
using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Faults;

public class KillTests() : HostingTest(patience: Soak.Times(inEveryRun: 2, inFull: 10))
{
    [Fact]
    public async Task A_child_that_is_killed_takes_its_group_along_and_the_state_names_the_signal()
    {
        var builder = CreateBuilder();
        builder.AddExecutable("parent", "sh", ".", "-c", "sleep 1000 & echo $! > child; echo $$ > parent; wait");
        var application = await StartAsync(builder);
        int[] ids = [int.Parse(await Folder.ReadAsync("parent", Patience)), int.Parse(await Folder.ReadAsync("child", Patience))];
        await InStateAsync(application, "parent", KnownResourceStates.Running);

        await ProcessTable.SignalAsync(ids[0], "KILL", Patience);

        var seen = await InStateAsync(application, "parent", KnownResourceStates.Exited);
        Assert.Equal("exit code 137 (SIGKILL)", seen.Snapshot.Reason);
        await ProcessTable.GoneAsync(ids, Patience);
    }

    [Fact]
    public async Task A_host_that_is_killed_again_and_again_can_be_started_each_time_and_leaves_nothing()
    {
        var ids = new List<int>();
        for (var round = 0; round < Soak.Times(inEveryRun: 2, inFull: 20); round++)
        {
            await using var host = HostProcess.Start(Folder, "web");
            ids.AddRange(await host.AtRestAsync(Patience));
            Assert.Contains("Everything is up", host.Output, StringComparison.Ordinal);
            await ProcessTable.SignalAsync(host.Id, "KILL", Patience);
            await host.ExitedAsync(Patience);
        }

        await ProcessTable.GoneAsync(ids, Patience);
    }

    [Fact]
    public async Task Starts_and_stops_in_a_row_leave_no_process_no_port_and_no_file_behind()
    {
        string[]? files = null;
        for (var cycle = 0; cycle < Soak.Times(inEveryRun: 3, inFull: 30); cycle++)
        {
            var host = Kept(HostProcess.Start(Folder, "web"));
            var ids = await host.AtRestAsync(Patience);
            await ProcessTable.SignalAsync(host.Id, cycle % 2 == 0 ? "INT" : "TERM", Patience);
            await host.ExitedAsync(Patience);

            Assert.Equal(0, host.ExitCode);
            await ProcessTable.GoneAsync(ids, Patience);
            Assert.DoesNotContain(ProcessTable.CommandLines(), line => line.Contains(Folder.Path, StringComparison.Ordinal));
            // What is there after the first is there after the last: nothing is added by a run. The server's own files come and go.
            var now = Directory.GetFileSystemEntries(Folder["data"]).Concat(Directory.GetFileSystemEntries(Folder["data", "postgres"]))
                .Concat(Directory.GetFileSystemEntries(Folder["data", "logs"])).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal).ToArray();
            Assert.Equal(files ??= now, now);
        }
    }

    [Fact]
    public async Task Paths_with_blanks_and_letters_of_all_alphabets_do_no_harm()
    {
        var folder = Folder["eine Mappe für 数据 'und' \"mehr\""];
        Directory.CreateDirectory(folder);
        var program = Path.Combine(folder, "das Programm ü.sh");
        await File.WriteAllTextAsync(program, "#!/bin/sh\necho \"läuft in $(pwd) mit $1\"\nexec sleep 1000\n", Patience);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var builder = CreateBuilder().UseDataDirectory(Path.Combine(folder, ".daten"));
        builder.AddPostgresStandIn().AddPostgres("postgres").AddDatabase("orders");
        builder.AddExecutable("program", program, folder, "a 'b' \"c\" ü");
        builder.AddContainerThatRuns("box", "exec sleep 1000").WithLifetime(ContainerLifetime.Persistent);
        var application = await StartAsync(builder);

        await HealthyAsync(application, "orders");
        await InStateAsync(application, "program", KnownResourceStates.Running);
        await InStateAsync(application, "box", KnownResourceStates.Running);
        while (LogOf(application, "program").Count == 0)
            await Task.Delay(20, Patience);
        Assert.Equal($"läuft in {folder} mit a 'b' \"c\" ü", LogOf(application, "program")[0]);
        await application.ResourceCommands.ExecuteCommandAsync("box", KnownResourceCommands.StopCommand, Patience);
        Assert.EndsWith($"läuft in {folder} mit a 'b' \"c\" ü", (await File.ReadAllLinesAsync(Path.Combine(folder, ".daten", "logs", "program.log"), Patience))[0], StringComparison.Ordinal);
    }
}
