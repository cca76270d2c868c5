using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Manifest;

public class ApprovedManifestTests : HostingTest
{
    [Theory]
    [InlineData("sample")]
    [InlineData("breadth")]
    public async Task A_model_is_published_byte_for_byte_as_aspire_publishes_it(string model)
    {
        Directory.CreateDirectory(Folder[model]);
        var host = Kept(HostProcess.Publish(Folder[model], model, "--publisher", "manifest", "--output-path", "../manifest.json"));
        await host.ExitedAsync(Patience);

        Assert.Equal($"Published manifest to: {Folder["manifest.json"]}", host.Output);
        Assert.Equal(0, host.ExitCode);
        Assert.Equal(Approved.Manifest(model), await File.ReadAllTextAsync(Folder["manifest.json"], Patience));
    }
}
