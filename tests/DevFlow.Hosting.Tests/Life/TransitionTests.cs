using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Local;
using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Life;

public class TransitionTests : HostingTest
{
    [Fact]
    public async Task The_whole_life_of_a_resource_is_told_in_order()
    {
        var builder = CreateBuilder();
        var gate = builder.AddExecutable("gate", "sh", ".", "-c", "until test -e open; do sleep 0.01; done");
        builder.AddExecutable("service", "sh", ".", "-c", "exec sleep 1000").WaitForCompletion(gate).WithExplicitStart();
        var application = Build(builder);
        var seen = StatesOfAsync(application, "service", KnownResourceStates.Exited);
        await application.StartAsync(Patience);

        await InStateAsync(application, "service", KnownResourceStates.NotStarted);
        Assert.True((await application.ResourceCommands.ExecuteCommandAsync("service", KnownResourceCommands.StartCommand, Patience)).Success);
        await InStateAsync(application, "service", KnownResourceStates.Waiting);
        await File.WriteAllTextAsync(Folder["open"], "", Patience);
        await InStateAsync(application, "service", KnownResourceStates.Running);
        Assert.True((await application.ResourceCommands.ExecuteCommandAsync("service", KnownResourceCommands.StopCommand, Patience)).Success);

        Assert.Equal(["NotStarted", "Starting", "Waiting", "Starting", "Running", "Stopping", "Exited"], await seen);
    }

    [Theory]
    [InlineData(null, "Starting", true)]
    [InlineData("Running", "Running", true)]
    [InlineData("Exited", "Starting", true)]
    [InlineData("Exited", "Running", false)]
    [InlineData("FailedToStart", "Stopping", false)]
    [InlineData("NotStarted", "Running", false)]
    [InlineData("Stopping", "Running", false)]
    [InlineData("an app host's own", "Running", true)]
    public void A_state_follows_only_where_the_table_says_so(string? from, string to, bool allowed) =>
        Assert.Equal(allowed, ResourceTransitions.IsAllowed(from, to));

    [Fact]
    public async Task A_transition_that_the_table_does_not_have_is_refused()
    {
        var builder = CreateBuilder();
        var job = builder.AddExecutable("job", "true", ".");
        var application = await StartAsync(builder);
        await InStateAsync(application, "job", KnownResourceStates.Finished);

        var status = new ResourceStatus(job.Resource, application.ResourceNotifications, new(TimeProvider.System), TimeProvider.System);

        var fault = Assert.Throws<InvalidOperationException>(() => status.Running(processId: null));
        Assert.Equal("'job' cannot go from Finished to Running.", fault.Message);
        Assert.Equal(KnownResourceStates.Finished, StateOf(application, "job"));
    }

    /// <summary>The states until the last, each once where it is told several times in a row.</summary>
    private async Task<IReadOnlyList<string>> StatesOfAsync(DistributedApplication application, string resource, string last)
    {
        var states = new List<string>();
        await foreach (var change in application.ResourceNotifications.WatchAsync(Patience))
        {
            if (change.ResourceId == resource && change.Snapshot.State?.Text is { } state && states.LastOrDefault() != state)
                states.Add(state);
            if (states.LastOrDefault() == last)
                break;
        }

        return states;
    }
}
