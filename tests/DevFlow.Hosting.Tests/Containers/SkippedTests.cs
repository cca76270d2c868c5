using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Local;
using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Containers;

public class SkippedTests : HostingTest
{
    [Fact]
    public async Task A_container_without_a_stand_in_is_skipped_with_reason_and_remedy_and_holds_nobody_up()
    {
        var builder = CreateBuilder();
        var qdrant = builder.AddQdrant("qdrant").WithDataVolume();
        builder.AddExecutable("dependent", "sleep", ".", "1000").WithReference(qdrant).WaitFor(qdrant);
        var application = await StartAsync(builder);

        await HealthyAsync(application, "dependent");
        Assert.Equal(LocalResourceStates.Skipped, StateOf(application, "qdrant"));
        var reason = Assert.Single(LogOf(application, "qdrant"));
        Assert.Contains("no stand-in", reason, StringComparison.Ordinal);
        Assert.Contains("Install Docker or Podman", reason, StringComparison.Ordinal);
        Assert.Contains("starts without 'qdrant', which is skipped on this machine", LogOf(application, "dependent"));
        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => HealthyAsync(application, "qdrant"));
        Assert.Contains("Skipped", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stand_in_serves_the_subtypes_of_its_resource_and_gets_their_environment()
    {
        var builder = CreateBuilder();
        builder.AddStandIn<ContainerResource, EnvironmentWriter>();
        builder.AddResource(new QdrantServerResource("store", builder.AddParameter("key", () => "k").Resource)).WithEnvironment("SIZE", "4");
        var application = await StartAsync(builder);

        await InStateAsync(application, "store", KnownResourceStates.Finished);
        Assert.Equal("4", await File.ReadAllTextAsync(Folder[".devflow", "store", "size"], Patience));
    }

    private sealed class EnvironmentWriter : ILocalStandIn
    {
        public Task<StandInResult> PrepareAsync(IResource resource, StandInContext context, CancellationToken cancellationToken)
        {
            Directory.CreateDirectory(context.DataDirectory);
            return Task.FromResult(StandInResult.Run(new()
            {
                FileName = "sh",
                Arguments = ["-c", "printf %s \"$SIZE\" > size"],
                WorkingDirectory = context.DataDirectory,
                Environment = context.Environment.ToDictionary(pair => pair.Key, string? (pair) => pair.Value, StringComparer.Ordinal),
            }));
        }
    }
}
