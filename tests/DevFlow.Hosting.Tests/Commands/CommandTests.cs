using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Commands;

public class CommandTests : HostingTest
{
    [Fact]
    public async Task Stop_ends_the_process_and_start_runs_another()
    {
        var application = await StartAsync(WithSleeper());
        var first = await IdAsync();
        await InStateAsync(application, "sleeper", KnownResourceStates.Running);

        await SucceedsAsync("sleeper", KnownResourceCommands.StopCommand);
        Assert.Equal(KnownResourceStates.Exited, StateOf(application, "sleeper"));
        Assert.False(ProcessTable.IsAlive(first));
        File.Delete(Folder["id"]);

        await SucceedsAsync("sleeper", KnownResourceCommands.StartCommand);
        await HealthyAsync(application, "sleeper");
        Assert.NotEqual(first, await IdAsync());
    }

    [Fact]
    public async Task Restart_makes_the_environment_anew()
    {
        var turn = 0;
        var builder = CreateBuilder();
        builder.AddExecutable("service", "sh", ".", "-c", "echo $TURN >> turns; exec sleep 1000").WithEnvironment(context => context.EnvironmentVariables["TURN"] = $"{++turn}");
        var application = await StartAsync(builder);
        await InStateAsync(application, "service", KnownResourceStates.Running);
        await Folder.ReadAsync("turns", Patience);

        await SucceedsAsync("service", KnownResourceCommands.RestartCommand);
        await HealthyAsync(application, "service");

        while ((await Folder.ReadAsync("turns", Patience)).Split('\n') is not ["1", "2"])
            await Task.Delay(20, Patience);
    }

    [Fact]
    public async Task Stopping_what_is_stopped_and_starting_what_runs_change_nothing()
    {
        var application = await StartAsync(WithSleeper());
        var first = await IdAsync();
        await InStateAsync(application, "sleeper", KnownResourceStates.Running);

        await SucceedsAsync("sleeper", KnownResourceCommands.StartCommand);
        Assert.True(ProcessTable.IsAlive(first));
        await SucceedsAsync("sleeper", KnownResourceCommands.StopCommand);
        await SucceedsAsync("sleeper", KnownResourceCommands.StopCommand);

        Assert.Equal(KnownResourceStates.Exited, StateOf(application, "sleeper"));
    }

    [Fact]
    public async Task A_storm_of_commands_leaves_one_process_or_none_and_a_state_that_says_which()
    {
        var builder = CreateBuilder("--LocalEngine:StopGrace=00:00:01");
        builder.AddExecutable("sleeper", "sh", ".", "-c", "echo $$ >> ids; exec sleep 1000");
        var application = await StartAsync(builder);
        string[] commands = [KnownResourceCommands.StartCommand, KnownResourceCommands.StopCommand, KnownResourceCommands.RestartCommand];

        var results = await Task.WhenAll(Enumerable.Range(0, Soak.Times(inEveryRun: 60, inFull: 600)).Select(i => Task.Run(
            () => application.ResourceCommands.ExecuteCommandAsync("sleeper", commands[i * 7 % 3], Patience), Patience)));
        Assert.All(results, result => Assert.True(result.Success, result.ErrorMessage));

        await SucceedsAsync("sleeper", KnownResourceCommands.RestartCommand);
        await InStateAsync(application, "sleeper", KnownResourceStates.Running);
        // It runs as soon as its shell does; the shell writes its id and makes way for the sleep.
        while (!Alive().Any())
            await Task.Delay(20, Patience);
        Assert.Single(Alive());
        await SucceedsAsync("sleeper", KnownResourceCommands.StopCommand);
        Assert.Empty(Alive());
        Assert.Equal(KnownResourceStates.Exited, StateOf(application, "sleeper"));

        IEnumerable<int> Alive() => ProcessTable.Descendants(Environment.ProcessId).Where(id => ProcessTable.CommandLine(id) == "sleep 1000" && ProcessTable.IsAlive(id)
            && Ids().Contains($"{id}", StringComparer.Ordinal));

        // No file yet: the shell of the sleeper has not come so far; the sleep that was found is another test's.
        IEnumerable<string> Ids() => File.Exists(Folder["ids"]) ? File.ReadLines(Folder["ids"]) : [];
    }

    [Fact]
    public async Task A_storm_that_meets_the_stop_of_the_application_starts_nothing_after_it()
    {
        var builder = CreateBuilder();
        builder.AddExecutable("sleeper", "sh", ".", "-c", "echo $$ >> ids; exec sleep 1000");
        var application = await StartAsync(builder);
        var storm = Enumerable.Range(0, 30).Select(i => Task.Run(
            () => application.ResourceCommands.ExecuteCommandAsync("sleeper", i % 2 == 0 ? KnownResourceCommands.RestartCommand : KnownResourceCommands.StartCommand, Patience), Patience)).ToList();

        await application.StopAsync(Patience);

        var results = await Task.WhenAll(storm);
        Assert.All(results.Where(result => !result.Success), result => Assert.Equal("The application stops; nothing is started any more.", result.ErrorMessage));
        await ProcessTable.GoneAsync(File.Exists(Folder["ids"]) ? File.ReadLines(Folder["ids"]).Select(int.Parse) : [], Patience);
        Assert.Equal(KnownResourceStates.Exited, StateOf(application, "sleeper"));
    }

    [Fact]
    public async Task The_snapshot_says_which_commands_can_be_executed()
    {
        var builder = CreateBuilder();
        builder.AddExecutable("sleeper", "sleep", ".", "1000").WithExplicitStart();
        builder.AddParameter("word", () => "value");
        var application = await StartAsync(builder);
        var before = await InStateAsync(application, "sleeper", KnownResourceStates.NotStarted);
        Assert.Equal(["start: Enabled", "stop: Hidden", "restart: Disabled"], Commands(before));

        await SucceedsAsync("sleeper", KnownResourceCommands.StartCommand);
        var running = await InStateAsync(application, "sleeper", KnownResourceStates.Running);

        Assert.Equal(["start: Hidden", "stop: Enabled", "restart: Enabled"], Commands(running));
        Assert.True(application.ResourceNotifications.TryGetCurrentState("word", out var word));
        Assert.Empty(word.Snapshot.Commands);
    }

    [Fact]
    public async Task A_command_of_an_app_hosts_own_is_executed_and_follows_the_state()
    {
        var builder = CreateBuilder();
        var seen = "";
        builder.AddExecutable("sleeper", "sleep", ".", "1000").WithCommand(
            "greet",
            "Greet",
            context =>
            {
                seen = $"{context.ResourceName} {context.Services is not null}";
                return Task.FromResult(CommandResults.Success("hello"));
            },
            new() { UpdateState = context => context.ResourceSnapshot.State?.Text == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled });
        var application = await StartAsync(builder);
        var running = await InStateAsync(application, "sleeper", KnownResourceStates.Running);

        var result = await application.ResourceCommands.ExecuteCommandAsync("sleeper", "greet", Patience);

        Assert.Equal((true, "hello", "sleeper True"), (result.Success, result.Message, seen));
        Assert.Contains("greet: Enabled", Commands(running));
        await SucceedsAsync("sleeper", KnownResourceCommands.StopCommand);
        Assert.True(application.ResourceNotifications.TryGetCurrentState("sleeper", out var stopped));
        Assert.Contains("greet: Disabled", Commands(stopped));
    }

    [Fact]
    public async Task What_goes_wrong_with_a_command_is_told_by_its_result()
    {
        var builder = CreateBuilder();
        builder.AddExecutable("sleeper", "sleep", ".", "1000")
            .WithCommand("throw", "Throw", _ => throw new InvalidOperationException("the disk is full"))
            .WithCommand("wait", "Wait", async context =>
            {
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
                return CommandResults.Success();
            });
        var application = await StartAsync(builder);

        Assert.Equal("Resource 'nobody' not found.", await FailsAsync("nobody", "start"));
        Assert.Equal("Command 'dance' not available for resource 'sleeper'.", await FailsAsync("sleeper", "dance"));
        Assert.Equal("the disk is full", await FailsAsync("sleeper", "throw"));
        Assert.Contains("the command 'throw' failed: the disk is full", LogOf(application, "sleeper"));
        using var given = new CancellationTokenSource();
        var waiting = application.ResourceCommands.ExecuteCommandAsync("sleeper", "wait", given.Token);
        await given.CancelAsync();
        Assert.True((await waiting).Canceled);
    }

    private IDistributedApplicationBuilder WithSleeper()
    {
        var builder = CreateBuilder();
        builder.AddExecutable("sleeper", "sh", ".", "-c", "echo $$ > id; exec sleep 1000");
        return builder;
    }

    private async Task<int> IdAsync() => int.Parse(await Folder.ReadAsync("id", Patience));

    private async Task SucceedsAsync(string resource, string command)
    {
        var result = await Application!.ResourceCommands.ExecuteCommandAsync(resource, command, Patience);
        Assert.True(result.Success, result.ErrorMessage);
    }

    private async Task<string?> FailsAsync(string resource, string command)
    {
        var result = await Application!.ResourceCommands.ExecuteCommandAsync(resource, command, Patience);
        Assert.False(result.Success);
        return result.ErrorMessage;
    }

    private static IEnumerable<string> Commands(ResourceEvent seen) => seen.Snapshot.Commands.Select(command => $"{command.Name}: {command.State}");
}
