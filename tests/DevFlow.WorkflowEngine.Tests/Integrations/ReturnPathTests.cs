using DevFlow.WorkflowEngine.Integrations;

namespace DevFlow.WorkflowEngine.Tests.Integrations;

public sealed class ReturnPathTests
{
    [Theory]
    [InlineData(null, "/?connected=a%26b")]
    [InlineData("", "/?connected=a%26b")]
    [InlineData("/", "/?connected=a%26b")]
    [InlineData("/a?b=c", "/a?b=c&connected=a%26b")]
    [InlineData("/a?next=https://b/", "/a?next=https://b/&connected=a%26b")]
    [InlineData("/a#b?c", "/a?connected=a%26b#b?c")]
    public void A_path_of_our_own_keeps_what_it_has(string? path, string with) => Assert.Equal(with, ReturnPath.With(ReturnPath.Check(path), "connected", "a&b"));
}
