using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Local;
using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Persistence;

public class PersistentTests : HostingTest
{
    private const string Canary = "c4n4ry-of-the-persistent";

    [Fact]
    public async Task A_process_outlives_the_application_and_the_next_one_goes_on_with_it_at_its_port_and_its_log()
    {
        var first = await StartAsync(Describe());
        await InStateAsync(first, "box", KnownResourceStates.Running);
        var id = await IdAsync();
        var url = UrlOf(first);
        await LoggedAsync(first, "hello at the start");
        await first.StopAsync(Patience);
        Assert.True(ProcessTable.IsAlive(id));

        var second = await StartAsync(Describe());
        await InStateAsync(second, "box", KnownResourceStates.Running);

        Assert.Equal(url, UrlOf(second));
        Assert.True(ProcessTable.IsAlive(id));
        await LoggedAsync(second, $"goes on with process {id} of an earlier run");
        await LoggedAsync(second, "hello at the start");
        await File.WriteAllTextAsync(Folder["say"], "", Patience);
        await LoggedAsync(second, "hello again");
        await StopForGoodAsync(second, id);
    }

    [Fact]
    public async Task A_process_that_is_to_run_differently_is_stopped_and_started_anew()
    {
        var first = await StartAsync(Describe());
        await InStateAsync(first, "box", KnownResourceStates.Running);
        var id = await IdAsync();
        await first.StopAsync(Patience);
        File.Delete(Folder["id"]);

        var second = await StartAsync(Describe(canary: $"{Canary}-changed"));
        await InStateAsync(second, "box", KnownResourceStates.Running);

        Assert.False(ProcessTable.IsAlive(id));
        await LoggedAsync(second, $"process {id} of an earlier run is stopped: the resource is to run differently now");
        await StopForGoodAsync(second, await IdAsync());
    }

    [Fact]
    public async Task A_resource_that_is_persistent_no_longer_ends_with_the_application()
    {
        var first = await StartAsync(Describe());
        await InStateAsync(first, "box", KnownResourceStates.Running);
        var id = await IdAsync();
        await first.StopAsync(Patience);
        File.Delete(Folder["id"]);

        var second = await StartAsync(Describe(lifetime: ContainerLifetime.Session));
        await InStateAsync(second, "box", KnownResourceStates.Running);
        Assert.False(ProcessTable.IsAlive(id));
        var next = await IdAsync();
        await second.StopAsync(Patience);

        Assert.False(ProcessTable.IsAlive(next));
    }

    [Fact]
    public async Task An_adopted_process_that_is_killed_is_started_again()
    {
        var first = await StartAsync(Describe());
        await InStateAsync(first, "box", KnownResourceStates.Running);
        var id = await IdAsync();
        await first.StopAsync(Patience);
        File.Delete(Folder["id"]);
        var second = await StartAsync(Describe());
        await InStateAsync(second, "box", KnownResourceStates.Running);

        await ProcessTable.SignalAsync(id, "KILL", Patience);

        await second.ResourceNotifications.WaitForResourceAsync("box", change => change.Snapshot is { Restarts: 1, State.Text: "Running" }, Patience);
        await LoggedAsync(second, "ended with exit code unknown; starting it again in 0.25 s");
        await StopForGoodAsync(second, await IdAsync());
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("KILL")]
    public async Task A_server_survives_the_end_of_its_host_and_the_next_host_finds_it_with_its_data(string signal)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["CANARY"] = Canary };
        var first = Kept(HostProcess.Start(Folder, "persistent", environment));
        await first.AtRestAsync(Patience);
        var postmaster = int.Parse((await File.ReadAllLinesAsync(Folder["data", "postgres", "data", "postmaster.pid"], Patience))[0]);
        await ProcessTable.SignalAsync(first.Id, signal, Patience);
        await first.ExitedAsync(Patience);

        var second = Kept(HostProcess.Start(Folder, "persistent", environment));
        await second.AtRestAsync(Patience);

        try
        {
            Assert.True(ProcessTable.IsAlive(postmaster));
            Assert.Contains($"goes on with process {postmaster} of an earlier run", second.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("created the database", second.Output, StringComparison.Ordinal);
            Assert.DoesNotContain(Canary, first.Output + second.Output, StringComparison.Ordinal);
            Assert.All(Directory.GetFiles(Folder["data", "persistent"]), file =>
            {
                Assert.DoesNotContain(Canary, File.ReadAllText(file), StringComparison.Ordinal);
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            });
        }
        finally
        {
            await ProcessTable.SignalAsync(second.Id, "TERM", Patience);
            await second.ExitedAsync(Patience);
            await ProcessTable.SignalAsync(postmaster, "INT", Patience);
            await ProcessTable.GoneAsync([postmaster], Patience);
        }
    }

    [Fact]
    public void A_fingerprint_holds_no_value_and_tells_launches_apart()
    {
        var spec = new LaunchSpec { FileName = "a", Arguments = ["b", "c"], WorkingDirectory = "/", Environment = Environment("x", Canary) };
        var fingerprint = LaunchFingerprint.Of(spec);

        Assert.True(fingerprint.Fits(spec with { }));
        Assert.DoesNotContain(Canary, fingerprint.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(fingerprint.Hash, LaunchFingerprint.Of(spec).Hash);
        Assert.False(fingerprint.Fits(spec with { FileName = "ab" }));
        Assert.False(fingerprint.Fits(spec with { Arguments = ["bc"] }));
        Assert.False(fingerprint.Fits(spec with { Arguments = ["b", "c", "="] }));
        Assert.False(fingerprint.Fits(spec with { Environment = Environment("x", Canary + "1") }));
        Assert.False(fingerprint.Fits(spec with { Environment = Environment("x", null) }));

        static Dictionary<string, string?> Environment(string name, string? value) => new(StringComparer.Ordinal) { [name] = value };
    }

    private IDistributedApplicationBuilder Describe(ContainerLifetime lifetime = ContainerLifetime.Persistent, string canary = Canary)
    {
        var builder = CreateBuilder();
        builder.AddContainerThatRuns("box", "echo $$ > id; echo hello at the start; while test -d .devflow; do test -e say && echo hello again && rm say; sleep 0.05; done")
            .WithHttpEndpoint().WithEnvironment("API_KEY", canary).WithLifetime(lifetime);
        return builder;
    }

    private async Task<int> IdAsync() => int.Parse(await Folder.ReadAsync("id", Patience));

    private static string UrlOf(DistributedApplication application) =>
        application.ResourceNotifications.TryGetCurrentState("box", out var now) ? now.Snapshot.Urls[0].Url : "";

    private async Task LoggedAsync(DistributedApplication application, string line)
    {
        while (!LogOf(application, "box").Contains(line, StringComparer.Ordinal))
            await Task.Delay(20, Patience);
    }

    private async Task StopForGoodAsync(DistributedApplication application, int id)
    {
        await application.ResourceCommands.ExecuteCommandAsync("box", KnownResourceCommands.StopCommand, Patience);
        Assert.False(ProcessTable.IsAlive(id));
    }
}
