using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Testing;
using DevFlow.Hosting.Tests.Host;
using DevFlow.Hosting.Tests.Support;
using Npgsql;

namespace DevFlow.Hosting.Tests.Testing;

public class TestingBuilderTests : HostingTest
{
    [Fact]
    public async Task An_app_host_is_changed_built_started_and_reached()
    {
        var builder = Kept(await DistributedApplicationTestingBuilder.CreateAsync<HostProgram>(Args("web"), Patience));
        Assert.Equal(["postgres", "orders", "web"], builder.Resources.Select(resource => resource.Name));
        var web = builder.Resources.OfType<ExecutableResource>().Single();
        builder.CreateResourceBuilder(web).WithEnvironment("GATE", Folder["gate"]);

        var application = Kept(await builder.BuildAsync(Patience));
        await application.StartAsync(Patience);
        await application.ResourceNotifications.WaitForResourceAsync(
            "web", change => change.Snapshot.HealthReports.Any(report => report.Description?.Contains("503", StringComparison.Ordinal) == true), Patience);
        await File.WriteAllTextAsync(Folder["gate"], "", Patience);
        await HealthyAsync(application, "web");

        using var client = application.CreateHttpClient("web");
        Assert.Equal("hello", await client.GetStringAsync(new Uri("/", UriKind.Relative), Patience));
        await using var connection = new NpgsqlConnection($"{await application.GetConnectionStringAsync("orders", Patience)};Pooling=false");
        await connection.OpenAsync(Patience);
        Assert.Equal("orders", connection.Database);
    }

    [Fact]
    public async Task What_is_asked_for_by_a_wrong_name_is_named()
    {
        var builder = Kept(await DistributedApplicationTestingBuilder.CreateAsync<HostProgram>(Args("mixed"), Patience));
        var application = Kept(await builder.BuildAsync(Patience));

        Assert.Contains("'nobody'", Assert.Throws<ArgumentException>(() => application.CreateHttpClient("nobody")).Message, StringComparison.Ordinal);
        Assert.Contains("no endpoint 'http'", Assert.Throws<ArgumentException>(() => application.GetEndpoint("steady")).Message, StringComparison.Ordinal);
        Assert.Contains("'steady' has no connection string", (await Assert.ThrowsAsync<ArgumentException>(
            async () => await application.GetConnectionStringAsync("steady", Patience))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_can_be_looked_at_without_being_built()
    {
        using var builder = await DistributedApplicationTestingBuilder.CreateAsync<HostProgram>(Args("trees"), Patience);
        Assert.Contains(builder.Resources, resource => resource.Name == "deaf");
    }

    [Fact]
    public async Task An_entry_point_that_ends_without_building_is_named()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => DistributedApplicationTestingBuilder.CreateAsync<HostProgram>(["--end-early"], Patience));
        Assert.Equal("The entry point of DevFlow.Hosting.Tests.Host ended without building an application.", fault.Message);
    }

    [Fact]
    public async Task An_entry_point_that_throws_hands_its_exception_to_the_test()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => DistributedApplicationTestingBuilder.CreateAsync<HostProgram>(["--fail"], Patience));
        Assert.Equal("The app host is broken.", fault.Message);
    }

    private string[] Args(string model) => ["--model", model, "--data", Folder["data"]];
}
