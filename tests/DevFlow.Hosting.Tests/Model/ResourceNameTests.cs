using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Model;

public class ResourceNameTests : HostingTest
{
    [Theory]
    [InlineData("1st")]
    [InlineData("under_score")]
    [InlineData("two--dashes")]
    [InlineData("ends-")]
    [InlineData("a-name-of-more-than-sixty-four-characters-is-too-long-for-some-engines")]
    public void Invalid_names_are_refused_and_quoted(string name)
    {
        var fault = Assert.Throws<ArgumentException>(() => CreateBuilder().AddExecutable(name, "true", "."));
        Assert.Contains($"'{name}'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_resources_of_one_name_are_refused_whatever_the_case()
    {
        var builder = CreateBuilder();
        builder.AddExecutable("web", "true", ".");
        var fault = Assert.Throws<DistributedApplicationException>(() => builder.AddResource(new ContainerResource("Web")));
        Assert.Contains("'Web' of type 'ContainerResource': a resource of type 'ExecutableResource'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resource_cannot_wait_for_itself()
    {
        var web = CreateBuilder().AddExecutable("web", "true", ".");
        Assert.Contains("'web' cannot wait for itself", Assert.Throws<DistributedApplicationException>(() => web.WaitFor(web)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_health_check_is_not_added_twice()
    {
        var web = CreateBuilder().AddExecutable("web", "true", ".").WithHttpEndpoint().WithHttpHealthCheck("/health");
        Assert.Throws<DistributedApplicationException>(() => web.WithHttpHealthCheck("/health"));
    }

    [Fact]
    public void A_health_check_needs_an_http_endpoint()
    {
        var fault = Assert.Throws<DistributedApplicationException>(() => CreateBuilder().AddExecutable("web", "true", ".").WithHttpHealthCheck());
        Assert.Contains("'web'", fault.Message, StringComparison.Ordinal);
    }
}
