using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Local;
using DevFlow.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.Hosting.Tests.Shutdown;

public class StopTests : HostingTest
{
    [Fact]
    public async Task A_process_tree_is_gone_after_the_stop_though_it_is_deaf_to_the_signal()
    {
        var builder = CreateBuilder("--LocalEngine:StopGrace=00:00:00.2");
        builder.AddExecutable("parent", "sh", ".", "-c", "sleep 1000 & echo $! > child; sleep 1000 & wait");
        builder.AddExecutable("deaf", "sh", ".", "-c", "trap '' TERM; (trap '' TERM; while true; do sleep 1000; done) & echo $! > deaf; wait; sleep 1000");
        var application = await StartAsync(builder);
        int[] ids = [int.Parse(await Folder.ReadAsync("child", Patience)), int.Parse(await Folder.ReadAsync("deaf", Patience))];
        Assert.All(ids, id => Assert.True(ProcessTable.IsAlive(id)));

        await application.StopAsync(Patience);

        await ProcessTable.GoneAsync(ids, Patience);
        Assert.Equal(KnownResourceStates.Exited, StateOf(application, "deaf"));
    }

    [Fact]
    public async Task A_descendant_that_leaves_the_group_and_keeps_the_output_open_does_not_hold_up_the_stop()
    {
        var builder = CreateBuilder();
        builder.AddExecutable("parent", "sh", ".", "-c", "setsid sh -c 'echo $$ > escaped; exec sleep 1000' & wait");
        var application = await StartAsync(builder);
        var escaped = int.Parse(await Folder.ReadAsync("escaped", Patience));

        await application.StopAsync(Patience);

        Assert.Equal(KnownResourceStates.Exited, StateOf(application, "parent"));
        await ProcessTable.SignalAsync(escaped, "KILL", Patience);
    }

    [Fact]
    public async Task Dependents_stop_before_what_they_depend_on()
    {
        var builder = CreateBuilder();
        var store = builder.AddExecutable("store", "sh", ".", "-c", Recording("store"));
        var api = builder.AddExecutable("api", "sh", ".", "-c", Recording("api")).WaitFor(store);
        builder.AddExecutable("ui", "sh", ".", "-c", Recording("ui")).WaitFor(api).WaitFor(store);
        var application = await StartAsync(builder);
        await Folder.ReadAsync("ui.ready", Patience);
        await Folder.ReadAsync("api.ready", Patience);
        await Folder.ReadAsync("store.ready", Patience);

        await application.StopAsync(Patience);

        Assert.Equal(["ui", "api", "store"], await File.ReadAllLinesAsync(Folder["order"], Patience));

        static string Recording(string name) => $"trap 'echo {name} >> order; exit 0' TERM; echo ready > {name}.ready; sleep 1000 & wait";
    }

    [Fact]
    public async Task A_stop_right_after_the_start_leaves_nothing_behind()
    {
        var builder = CreateBuilder();
        for (var i = 0; i < 20; i++)
            builder.AddExecutable($"sleeper{i}", "sleep", ".", $"1000.{i}");
        var application = await StartAsync(builder);

        await application.StopAsync(Patience);

        Assert.DoesNotContain(ProcessTable.CommandLines(), line => line.StartsWith("sleep 1000.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_preparation_that_goes_on_for_ever_ends_with_the_stop()
    {
        var builder = CreateBuilder();
        builder.AddExecutable("slow", "true", ".").WithEnvironment(context => Task.Delay(Timeout.Infinite, context.CancellationToken));
        var application = await StartAsync(builder);
        await InStateAsync(application, "slow", KnownResourceStates.Starting);

        await application.StopAsync(Patience);

        Assert.Equal(KnownResourceStates.Exited, StateOf(application, "slow"));
    }

    [Fact]
    public async Task An_application_that_is_disposed_without_a_stop_leaves_nothing_behind()
    {
        var builder = CreateBuilder();
        builder.AddExecutable("sleeper", "sh", ".", "-c", "echo $$ > id; exec sleep 1000");
        var application = await StartAsync(builder);
        var id = int.Parse(await Folder.ReadAsync("id", Patience));
        var watchdog = application.Services.GetRequiredService<ProcessWatchdog>().ProcessId!.Value;

        await application.DisposeAsync();

        await ProcessTable.GoneAsync([id, watchdog], Patience);
    }

    [Fact]
    public async Task Stopping_twice_or_without_a_start_does_no_harm()
    {
        var builder = CreateBuilder();
        builder.AddExecutable("sleeper", "sleep", ".", "1000");
        var application = await StartAsync(builder);
        await application.StopAsync(Patience);
        await application.StopAsync(Patience);
        await Build(CreateBuilder()).StopAsync(Patience);
    }
}
