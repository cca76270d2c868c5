using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Model;

public class ReferenceTests : HostingTest
{
    [Fact]
    public async Task A_connection_string_is_handed_over_under_its_name_or_another()
    {
        var builder = CreateBuilder();
        var store = Store(builder);

        var environment = await EnvironmentAsync(builder, child => child.WithReference(store).WithReference(store, connectionName: "other"));

        Assert.Equal("Server=here;Key=canary", environment["ConnectionStrings__store"]);
        Assert.Equal("Server=here;Key=canary", environment["ConnectionStrings__other"]);
        Assert.Equal(2, environment.Values.Count(value => value.Contains("canary", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_service_is_found_by_discovery_and_by_a_plain_variable()
    {
        var builder = CreateBuilder();
        var api = builder.AddProject<UnbuiltProject>("my-api").WithHttpEndpoint();

        var environment = await EnvironmentAsync(builder, child => child.WithReference(api));

        Assert.Equal(api.GetEndpoint("http").Url, environment["services__my-api__http__0"]);
        Assert.Equal(api.GetEndpoint("http").Url, environment["MY_API_HTTP"]);
    }

    [Fact]
    public async Task Flags_choose_what_references_put_into_the_environment()
    {
        var builder = CreateBuilder();
        var api = builder.AddProject<UnbuiltProject>("my-api").WithHttpEndpoint();
        var store = Store(builder);

        var environment = await EnvironmentAsync(builder, child => child
            .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ServiceDiscovery)
            .WithReference(store)
            .WithReference(api));

        Assert.Contains("services__my-api__http__0", environment.Keys);
        Assert.DoesNotContain("MY_API_HTTP", environment.Keys);
        Assert.DoesNotContain("ConnectionStrings__store", environment.Keys);
    }

    [Fact]
    public async Task An_empty_connection_string_is_an_error_that_names_both_ends_unless_it_is_optional()
    {
        var builder = CreateBuilder();
        var nothing = builder.AddParameter("nothing", () => "");
        var store = builder.AddConnectionString("store", ReferenceExpression.Create($"{nothing}"));
        builder.AddExecutable("strict", "true", ".").WithReference(store);

        var environment = await EnvironmentAsync(builder, child => child.WithReference(store, optional: true));

        Assert.Equal("", environment["ConnectionStrings__store"]);
        await InStateAsync(Application!, "strict", KnownResourceStates.FailedToStart);
        Assert.Contains("The connection string of 'store', which 'strict' refers to, is empty.", LogOf(Application!, "strict"));
    }

    private static IResourceBuilder<ConnectionStringResource> Store(IDistributedApplicationBuilder builder)
    {
        var key = builder.AddParameter("key", () => "canary", secret: true);
        return builder.AddConnectionString("store", ReferenceExpression.Create($"Server=here;Key={key}"));
    }
}
