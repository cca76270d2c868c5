using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Tests.Host;
using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Model;

public class ExternalServiceTests : HostingTest
{
    private const string Canary = "canary-2c9d4f10";

    [Fact]
    public async Task A_service_that_runs_elsewhere_is_running_at_once_and_shows_its_address()
    {
        var builder = CreateBuilder();
        builder.AddExternalService("first", "https://first.example.test/");
        builder.AddExternalService("second", builder.AddParameter("url", "http://second.example.test/base/"));
        var application = await StartAsync(builder);

        Assert.Equal("https://first.example.test/", Assert.Single((await InStateAsync(application, "first", KnownResourceStates.Running)).Snapshot.Urls).Url);
        Assert.Equal("http://second.example.test/base/", Assert.Single((await InStateAsync(application, "second", KnownResourceStates.Running)).Snapshot.Urls).Url);
    }

    [Fact]
    public async Task It_is_found_by_discovery_and_by_plain_variables()
    {
        var builder = CreateBuilder();
        var known = builder.AddExternalService("known-api", new Uri("https://known.example.test/"));
        var asked = builder.AddExternalService("asked-api", builder.AddParameter("url", "http://asked.example.test/"));

        var environment = await EnvironmentAsync(builder, child => child
            .WithReference(known).WithReference(asked).WithReference("plain", new Uri("http://plain.example.test/"))
            .WithEnvironment("KNOWN", known).WithEnvironment("ASKED", asked).WaitFor(known).WaitFor(asked));

        Assert.Equal("https://known.example.test/", environment["services__known-api__https__0"]);
        Assert.Equal("https://known.example.test/", environment["KNOWN_API"]);
        Assert.Equal("https://known.example.test/", environment["KNOWN"]);
        Assert.Equal("http://asked.example.test/", environment["services__asked-api__http__0"]);
        Assert.Equal("http://asked.example.test/", environment["ASKED_API_HTTP"]);
        Assert.Equal("http://asked.example.test/", environment["ASKED"]);
        Assert.Equal("http://plain.example.test/", environment["services__plain__default__0"]);
        Assert.Equal("http://plain.example.test/", environment["plain"]);
    }

    [Fact]
    public async Task It_is_healthy_when_it_answers_as_expected()
    {
        var builder = CreateBuilder();
        var web = builder.AddProject<HostProject>("web").WithArgs("--serve").WithHttpEndpoint(env: "PORT").WithHttpHealthCheck("/");
        var url = builder.AddParameter("url", () => $"{web.GetEndpoint("http").Url}/");
        builder.AddExternalService("answers", url).WithHttpHealthCheck();
        builder.AddExternalService("differs", url).WithHttpHealthCheck("other", 204);
        var application = await StartAsync(builder);

        await HealthyAsync(application, "web");
        await HealthyAsync(application, "answers");
        await application.ResourceNotifications.WaitForResourceAsync(
            "differs", change => change.Snapshot.HealthReports is [{ Description: "other answered 200, expected 204" }], Patience);
    }

    [Fact]
    public async Task What_a_secret_parameter_gives_is_neither_shown_nor_quoted()
    {
        var builder = CreateBuilder();
        var shown = builder.AddExternalService("shown", builder.AddParameter("secret-url", $"http://{Canary}.example.test/", secret: true));
        builder.AddExternalService("malformed", builder.AddParameter("malformed-url", $"{Canary} is no address", secret: true)).WithHttpHealthCheck();
        builder.AddExternalService("unfinished", builder.AddParameter("unfinished-url", $"http://example.test/?key={Canary}", secret: true));
        builder.AddExecutable("strict", "true", ".").WithReference(builder.CreateResourceBuilder(builder.Resources.OfType<ExternalServiceResource>().Last()));
        var application = await StartAsync(builder);

        ResourceEvent[] seen =
        [
            await InStateAsync(application, shown.Resource.Name, KnownResourceStates.Running),
            await InStateAsync(application, "malformed", KnownResourceStates.FailedToStart),
            await InStateAsync(application, "unfinished", KnownResourceStates.FailedToStart),
            await InStateAsync(application, "strict", KnownResourceStates.FailedToStart),
        ];

        Assert.Empty(seen[0].Snapshot.Urls);
        Assert.Equal("The value of the parameter 'malformed-url', the URL of the external service 'malformed', is not an absolute URL.", LogOf(application, "malformed")[^1]);
        Assert.Equal("The value of the parameter 'unfinished-url', the URL of the external service 'unfinished', is invalid: it has a query.", LogOf(application, "strict")[^1]);
        Assert.DoesNotContain(seen, change => change.Snapshot.ToString().Contains(Canary, StringComparison.Ordinal));
        Assert.DoesNotContain(seen.SelectMany(change => LogOf(application, change.ResourceId)), line => line.Contains(Canary, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("relative/", "is not absolute")]
    [InlineData("http://example.test/?query", "it has a query")]
    [InlineData("http://example.test/#part", "it has a fragment")]
    public void An_address_that_nothing_can_be_appended_to_is_an_error(string url, string fault) =>
        Assert.Contains(fault, Assert.Throws<ArgumentException>(() => CreateBuilder().AddExternalService("service", url)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_health_check_needs_http_and_a_relative_path()
    {
        var builder = CreateBuilder();
        Assert.Throws<ArgumentException>(() => builder.AddExternalService("ftp", "ftp://example.test/").WithHttpHealthCheck());
        Assert.Throws<ArgumentException>(() => builder.AddExternalService("http", "http://example.test/").WithHttpHealthCheck("http://other.test/"));
    }
}
