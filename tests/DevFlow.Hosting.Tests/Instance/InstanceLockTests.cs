using System.Text.Json;
using DevFlow.Hosting.Local;
using DevFlow.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.Hosting.Tests.Instance;

public class InstanceLockTests : HostingTest
{
    [Fact]
    public async Task A_second_app_host_on_the_same_folder_ends_at_once_and_says_who_holds_it()
    {
        var first = Kept(HostProcess.Start(Folder, "trees"));
        await first.AtRestAsync(Patience);

        var second = Kept(HostProcess.Start(Folder, "trees"));
        await second.ExitedAsync(Patience);

        Assert.Equal(1, second.ExitCode);
        Assert.Matches(
            $@"^error: The application runs already: process {first.Id} \(DevFlow\.Hosting\.Tests\.Host\), since \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d UTC, uses .*/data\. Stop it first: press Ctrl\+C where it runs, or 'kill {first.Id}'\.$",
            second.Output);
        Assert.True(ProcessTable.IsAlive(first.Id));
    }

    [Fact]
    public async Task The_lock_of_a_killed_app_host_is_taken_over_though_its_process_id_lives_on()
    {
        // A killed host leaves its name behind; the process that has the id now is none of ours.
        Directory.CreateDirectory(Folder[".devflow"]);
        await File.WriteAllTextAsync(Folder[".devflow", "apphost.lock"], "", Patience);
        await File.WriteAllTextAsync(Folder[".devflow", "apphost.json"], JsonSerializer.Serialize(new InstanceHolder(Environment.ProcessId, "other", DateTimeOffset.UnixEpoch)), Patience);

        var application = await StartAsync(CreateBuilder());

        Assert.NotEqual("other", InstanceHolder.Read(Folder[".devflow", "apphost.json"])!.Program);
        await application.StopAsync(Patience);
        Assert.False(File.Exists(Folder[".devflow", "apphost.json"]));
    }

    [Fact]
    public async Task Of_many_app_hosts_at_once_one_runs()
    {
        var applications = Enumerable.Range(0, 8).Select(_ => Build(CreateBuilder())).ToList();

        var faults = await Task.WhenAll(applications.Select(application => Task.Run(async () => await Record.ExceptionAsync(() => application.StartAsync(Patience)))));

        Assert.Single(faults, fault => fault is null);
        Assert.All(faults.OfType<Exception>(), fault => Assert.StartsWith("The application runs already: ", Assert.IsType<DistributedApplicationException>(fault).Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stopped_application_lets_the_next_have_the_folder()
    {
        var first = await StartAsync(CreateBuilder());
        await first.StopAsync(Patience);
        await StartAsync(CreateBuilder());
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_named_with_the_remedy()
    {
        await File.WriteAllTextAsync(Folder["file"], "", Patience);
        foreach (var folder in (string[])[Folder["file"], Path.Combine(Folder["file"], "below"), "/proc/no-such-folder"])
        {
            var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => StartAsync(CreateBuilder().UseDataDirectory(folder)));
            Assert.StartsWith($"The data folder {folder} cannot be written: ", fault.Message, StringComparison.Ordinal);
            Assert.EndsWith("Make it writable, or choose another with UseDataDirectory or LocalEngine:DataDirectory.", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_a_killed_host_and_its_killed_watchdog_left_behind_is_ended_by_the_next_start()
    {
        var host = Kept(HostProcess.Start(Folder, "trees"));
        var all = await host.AtRestAsync(Patience);
        var watchdog = all.Single(id => ProcessTable.CommandLine(id).Contains("while read -r verb", StringComparison.Ordinal));
        // Stopped first, so that it cannot start another watchdog.
        await ProcessTable.SignalAsync(host.Id, "STOP", Patience);
        await ProcessTable.SignalAsync(watchdog, "KILL", Patience);
        await ProcessTable.SignalAsync(host.Id, "KILL", Patience);
        await ProcessTable.GoneAsync([host.Id, watchdog], Patience);
        Assert.Contains(all, ProcessTable.IsAlive);

        var next = Kept(HostProcess.Start(Folder, "trees"));
        await next.AtRestAsync(Patience);

        await ProcessTable.GoneAsync(all, Patience);
        Assert.Matches("(?m)^warning: ended 4 process groups that an earlier run had left behind: ", next.Output);
    }

    [Fact]
    public async Task A_process_that_only_has_the_id_of_a_leftover_is_left_alone()
    {
        using var stranger = System.Diagnostics.Process.Start("setsid", ["sleep", "1000"]);
        Directory.CreateDirectory(Folder[".devflow"]);
        var real = ProcessIdentity.Of(stranger.Id)!;
        await File.WriteAllLinesAsync(Folder[".devflow", "processes"], [$"+ {stranger.Id} {real.Started}1 15", $"+ {stranger.Id + 100_000_000} x 15", "+ half a"], Patience);

        var application = await StartAsync(CreateBuilder());

        Assert.True(ProcessTable.IsAlive(stranger.Id));
        Assert.Empty(application.Services.GetRequiredService<Notices>().Said);
        stranger.Kill();
    }
}
