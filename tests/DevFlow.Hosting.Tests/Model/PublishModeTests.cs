using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Model;

public class PublishModeTests : HostingTest
{
    [Fact]
    public async Task Publishing_fails_with_what_to_do_and_starts_nothing()
    {
        var builder = CreateBuilder("--operation", "publish", "--publisher", "manifest");
        Assert.True(builder.ExecutionContext.IsPublishMode);
        builder.AddExecutable("early", "touch", ".", "started");

        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => StartAsync(builder));

        Assert.Equal("The local engine does not publish. Set DEVFLOW_ENGINE=aspire and publish with Aspire's own publishers.", fault.Message);
        Assert.False(File.Exists(Folder["started"]));
    }
}
