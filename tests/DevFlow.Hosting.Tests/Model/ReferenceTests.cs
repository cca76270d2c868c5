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

    [Fact]
    public async Task The_parts_of_a_connection_string_are_handed_over_only_when_they_are_asked_for()
    {
        var builder = CreateBuilder();
        var database = builder.AddPostgres("pg", password: builder.AddParameter("password", () => "can/ary", secret: true)).AddDatabase("my-orders", "the orders");
        // No server is needed: the address is known before it runs.
        var pg = builder.Resources.OfType<PostgresServerResource>().Single();

        var environment = await EnvironmentAsync(builder, child => child
            .WithReference(database, "quiet")
            .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionProperties).WithReference(database));

        Assert.Equal("localhost", environment["MY_ORDERS_HOST"]);
        Assert.Equal($"{pg.PrimaryEndpoint.Port}", environment["MY_ORDERS_PORT"]);
        Assert.Equal("postgres", environment["MY_ORDERS_USERNAME"]);
        Assert.Equal("can/ary", environment["MY_ORDERS_PASSWORD"]);
        Assert.Equal("the orders", environment["MY_ORDERS_DATABASENAME"]);
        Assert.Equal($"postgresql://postgres:can%2Fary@localhost:{pg.PrimaryEndpoint.Port}/the%20orders", environment["MY_ORDERS_URI"]);
        Assert.Equal($"jdbc:postgresql://localhost:{pg.PrimaryEndpoint.Port}/the%20orders", environment["MY_ORDERS_JDBCCONNECTIONSTRING"]);
        Assert.Contains("ConnectionStrings__quiet", environment.Keys);
        Assert.DoesNotContain(environment.Keys, name => name is "QUIET_PASSWORD" or "ConnectionStrings__my-orders" or "ConnectionStrings__my_orders");
    }

    [Fact]
    public async Task A_vector_store_is_reached_by_either_of_its_endpoints()
    {
        var builder = CreateBuilder();
        var qdrant = builder.AddQdrant("qdrant", builder.AddParameter("key", () => "k", secret: true));

        var environment = await EnvironmentAsync(builder, child => child.WithReference(qdrant).WithReference(qdrant, "other"));

        var (grpc, http) = (qdrant.Resource.PrimaryEndpoint.Url, qdrant.Resource.HttpEndpoint.Url);
        Assert.Equal($"Endpoint={grpc};Key=k", environment["ConnectionStrings__qdrant"]);
        Assert.Equal($"Endpoint={http};Key=k", environment["ConnectionStrings__qdrant_http"]);
        Assert.Equal($"Endpoint={http};Key=k", environment["ConnectionStrings__other_http"]);
        Assert.DoesNotContain("QDRANT_APIKEY", environment.Keys);
    }

    [Fact]
    public async Task One_endpoint_or_another_name_can_be_chosen()
    {
        var builder = CreateBuilder();
        var api = builder.AddProject<UnbuiltProject>("my-api").WithHttpEndpoint().WithHttpEndpoint(name: "admin");
        var other = builder.AddProject<UnbuiltProject>("other").WithHttpEndpoint();

        var environment = await EnvironmentAsync(builder, child => child.WithReference(api.GetEndpoint("admin")).WithReference(other, "2nd-api"));

        Assert.Equal(api.GetEndpoint("admin").Url, environment["services__my-api__admin__0"]);
        Assert.Equal(api.GetEndpoint("admin").Url, environment["MY_API_ADMIN"]);
        Assert.Equal(other.GetEndpoint("http").Url, environment["services__2nd-api__http__0"]);
        Assert.Equal(other.GetEndpoint("http").Url, environment["_2nd_api_HTTP"]);
        Assert.DoesNotContain(environment.Keys, name => name is "services__my-api__http__0" or "MY_API_HTTP" or "services__other__http__0");
    }

    [Fact]
    public async Task Two_connection_strings_in_one_variable_are_an_error_that_names_them()
    {
        var builder = CreateBuilder();
        var other = builder.AddConnectionString("other", ReferenceExpression.Create($"Server=there"));
        builder.AddExecutable("torn", "true", ".").WithReference(Store(builder)).WithReference(other, "store");
        var application = await StartAsync(builder);

        await InStateAsync(application, "torn", KnownResourceStates.FailedToStart);
        Assert.Equal(
            "'torn' refers to 'store' and to 'other', and both connection strings would be in ConnectionStrings__store. Give one of them another connectionName.",
            LogOf(application, "torn")[^1]);
    }

    [Fact]
    public void What_a_resource_uses_and_belongs_to_is_in_the_model()
    {
        var builder = CreateBuilder();
        var key = builder.AddParameter("key", "k");
        var parent = builder.AddExecutable("parent", "true", ".").WithHttpEndpoint();
        var child = builder.AddExecutable("child", "true", ".").WithParentRelationship(parent).WithEnvironment("URL", $"{parent.GetEndpoint("http")}/{key}");
        parent.WithChildRelationship(key);

        Assert.Equal([("parent", "Parent"), ("parent", "Reference"), ("key", "Reference")], Of(child.Resource));
        Assert.Equal([("parent", "Parent")], Of(key.Resource));

        static IEnumerable<(string, string)> Of(IResource resource) => resource.Of<ResourceRelationshipAnnotation>().Select(other => (other.Resource.Name, other.Type));
    }

    private static IResourceBuilder<ConnectionStringResource> Store(IDistributedApplicationBuilder builder)
    {
        var key = builder.AddParameter("key", () => "canary", secret: true);
        return builder.AddConnectionString("store", ReferenceExpression.Create($"Server=here;Key={key}"));
    }
}
