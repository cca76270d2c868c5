using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Testing;
using DevFlow.Hosting.Tests.Host;
using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Model;

public class ProjectTests : HostingTest
{
    [Fact]
    public async Task A_project_that_is_not_built_fails_with_what_to_do()
    {
        var builder = CreateBuilder();
        builder.AddProject<UnbuiltProject>("unbuilt");
        var application = await StartAsync(builder);

        await InStateAsync(application, "unbuilt", KnownResourceStates.FailedToStart);
        Assert.Contains("'unbuilt' is not built: /nowhere/bin/Unbuilt.dll does not exist. Build the app host, which builds it too.", LogOf(application, "unbuilt"));
    }

    [Fact]
    public async Task A_project_whose_build_is_unknown_fails_with_what_to_do()
    {
        var builder = CreateBuilder();
        builder.AddProject<PathlessProject>("pathless");
        var application = await StartAsync(builder);

        await InStateAsync(application, "pathless", KnownResourceStates.FailedToStart);
        Assert.Contains("build targets", LogOf(application, "pathless")[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_that_is_added_by_its_path_fails_with_what_to_do()
    {
        var builder = CreateBuilder();
        builder.AddProject("api", "../api/api.csproj");
        var application = await StartAsync(builder);

        await InStateAsync(application, "api", KnownResourceStates.FailedToStart);
        Assert.Equal(
            $"'api' cannot be started by its path alone. Reference {Path.GetFullPath("../api/api.csproj", Folder.Path)} from the app host's project, and add it with AddProject<Projects.…>.",
            LogOf(application, "api")[^1]);
    }

    [Fact]
    public async Task A_built_project_is_started_as_it_was_built_and_reached_over_http()
    {
        var builder = CreateBuilder();
        builder.AddProject<HostProject>("web").WithArgs("--serve").WithHttpEndpoint(env: "PORT").WithHttpHealthCheck("/");
        var application = await StartAsync(builder);
        await HealthyAsync(application, "web");

        using var client = application.CreateHttpClient("web");
        Assert.Equal("hello", await client.GetStringAsync(new Uri("/", UriKind.Relative), Patience));
    }
}
