using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Faults;

public class GraphTests : HostingTest
{
    private const int Count = 50;

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(300)]
    public async Task Fifty_resources_that_wait_for_each_other_at_random_start_in_order_and_stop_in_the_reverse(int seed)
    {
        var random = new Random(seed);
        var builder = CreateBuilder();
        var resources = new List<IResourceBuilder<ExecutableResource>>();
        var waits = new List<(string Dependent, string On)>();
        for (var i = 0; i < Count; i++)
        {
            // Each says when it was told to end; one line is written at once, whoever else writes.
            var resource = builder.AddExecutable($"r{i}", "sh", ".", "-c", $"trap 'echo r{i} >> stops; exit 0' TERM; sleep 1000 & wait");
            foreach (var other in resources.Where(_ => random.Next(resources.Count) < 3))
            {
                resource.WaitFor(other);
                waits.Add((resource.Resource.Name, other.Resource.Name));
            }

            resources.Add(resource);
        }

        var application = Build(builder);
        var order = RunningAsync(application);
        await application.StartAsync(Patience);
        var started = await order;
        await application.StopAsync(Patience);
        var stopped = await File.ReadAllLinesAsync(Folder["stops"], Patience);

        Assert.NotEmpty(waits);
        Assert.All(waits, wait => Assert.True(started.IndexOf(wait.On) < started.IndexOf(wait.Dependent), $"{wait} of seed {seed}, started"));
        // One that is told to end before its shell has set its trap ends without a line.
        Assert.All(
            waits.Where(wait => stopped.Contains(wait.On) && stopped.Contains(wait.Dependent)),
            wait => Assert.True(Array.IndexOf(stopped, wait.Dependent) < Array.IndexOf(stopped, wait.On), $"{wait} of seed {seed}, stopped"));
        Assert.All(resources, resource => Assert.Equal(KnownResourceStates.Exited, StateOf(application, resource.Resource.Name)));
    }

    private async Task<List<string>> RunningAsync(DistributedApplication application)
    {
        var seen = new List<string>();
        await foreach (var change in application.ResourceNotifications.WatchAsync(Patience))
        {
            if (change.Snapshot.State?.Text == KnownResourceStates.Running && !seen.Contains(change.ResourceId))
                seen.Add(change.ResourceId);
            if (seen.Count == Count)
                break;
        }

        return seen;
    }
}
