using DevFlow.WorkflowEngine.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace DevFlow.WorkflowEngine.Tests.Access;

public sealed class SamePageTests
{
    [Theory]
    [InlineData("devflow.example", "https://devflow.example", true)]
    [InlineData("devflow.example:8443", "https://devflow.example:8443", true)]
    [InlineData("devflow.example", "https://devflow.example:8443", false)]
    [InlineData("devflow.example:8443", "https://devflow.example", false)]
    [InlineData("devflow.example", "https://evil.example", false)]
    [InlineData("devflow.example", "null", false)]
    [InlineData("localhost:8181", "http://localhost:3737", true)]
    [InlineData("localhost:8181", "http://127.0.0.1:3737", true)]
    [InlineData("localhost:8181", "http://devflow.example", false)]
    [InlineData("engine:8181", "https://ui.devflow.example", true)]
    public void Where_a_browser_does_not_say_more_the_origin_is_ours_with_its_port(string host, string origin, bool isOurs)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("AllowedHosts", "ui.devflow.example")]).Build();
        var request = new DefaultHttpContext().Request;
        request.Host = new(host);
        request.Headers.Origin = origin;

        Assert.Equal(isOurs, new SamePage(configuration).IsIt(request));
    }
}
