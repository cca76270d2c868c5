using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Model;

public class EnvironmentTests : HostingTest
{
    [Fact]
    public async Task Strings_parameters_and_callbacks_reach_the_process()
    {
        var builder = CreateBuilder("--Parameters:from-configuration=configured");
        var code = builder.AddParameter("from-code", () => "of code", secret: true);
        var configured = builder.AddParameter("from-configuration", new GenerateParameterDefault());

        var environment = await EnvironmentAsync(builder, child => child
            .WithEnvironment("TEXT", "two words = \"quoted\"")
            .WithEnvironment("EMPTY", (string?)null)
            .WithEnvironment("CODE", code)
            .WithEnvironment("CONFIGURED", configured)
            .WithEnvironment(context => context.EnvironmentVariables["CALLBACK"] = context.Resource.Name)
            .WithEnvironment(async context =>
            {
                await Task.Yield();
                context.EnvironmentVariables["TEXT"] += "!";
            }));

        Assert.Equal("two words = \"quoted\"!", environment["TEXT"]);
        Assert.Equal("", environment["EMPTY"]);
        Assert.Equal("of code", environment["CODE"]);
        Assert.Equal("configured", environment["CONFIGURED"]);
        Assert.Equal("child", environment["CALLBACK"]);
        Assert.Equal("child", environment["OTEL_SERVICE_NAME"]);
    }

    [Fact]
    public async Task A_parameter_with_dashes_is_read_from_a_variable_with_underscores()
    {
        var builder = CreateBuilder("--Parameters:pg_password=from the environment");
        var parameter = builder.AddParameter("pg-password", new GenerateParameterDefault());
        Assert.Equal("from the environment", await parameter.Resource.GetValueAsync(Patience));
    }

    [Fact]
    public async Task Endpoints_and_expressions_are_filled_in_when_the_process_starts()
    {
        var builder = CreateBuilder();
        var web = builder.AddExecutable("web", "sleep", ".", "1000").WithHttpEndpoint(env: "PORT");
        var http = web.GetEndpoint("http");
        var password = builder.AddParameter("password", () => "a/b c%{}", secret: true);

        var environment = await EnvironmentAsync(builder, child => child
            .WithEnvironment("URL", http)
            .WithEnvironment("PLAIN", ReferenceExpression.Create($"{{literal}} {http.Property(EndpointProperty.HostAndPort)} {password}"))
            .WithEnvironment("ENCODED", ReferenceExpression.Create($"db://user:{password:uri}@{http.Property(EndpointProperty.IPV4Host)}:{http.Property(EndpointProperty.Port)}")));

        Assert.Equal($"http://localhost:{http.Port}", environment["URL"]);
        Assert.Equal($"{{literal}} localhost:{http.Port} a/b c%{{}}", environment["PLAIN"]);
        Assert.Equal($"db://user:a%2Fb%20c%25%7B%7D@127.0.0.1:{http.Port}", environment["ENCODED"]);
    }

    [Fact]
    public void A_manifest_names_what_fills_an_expression_and_not_its_value()
    {
        var builder = CreateBuilder();
        var web = builder.AddExecutable("web", "true", ".").WithHttpEndpoint();
        var password = builder.AddParameter("password", () => "canary", secret: true);
        var nested = ReferenceExpression.Create($"Password={password}");
        var expression = ReferenceExpression.Create($"{web.GetEndpoint("http")};{nested};{"text"}");

        Assert.Equal("{web.bindings.http.url};Password={password.value};text", expression.ValueExpression);
    }

    [Fact]
    public async Task A_value_that_cannot_be_had_fails_the_resource_alone()
    {
        var builder = CreateBuilder();
        builder.AddExecutable("broken", "true", ".").WithEnvironment(_ => throw new InvalidOperationException("no such luck"));
        builder.AddExecutable("steady", "sleep", ".", "1000");
        var application = await StartAsync(builder);

        await InStateAsync(application, "broken", KnownResourceStates.FailedToStart);
        await InStateAsync(application, "steady", KnownResourceStates.Running);
        Assert.Contains("InvalidOperationException: no such luck", LogOf(application, "broken"));
    }
}
