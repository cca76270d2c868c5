namespace DevFlow.Secrets.Tests.Workspace;

public sealed class HostedApiTests
{
    [Theory]
    [InlineData(DevFlowMode.SaaS, null, "https://api.devflow.aocodex.ai/")]
    [InlineData(DevFlowMode.SaaS, "https://own.example.test", "https://own.example.test/")]
    [InlineData(DevFlowMode.Hybrid, "http://localhost:8181", "http://localhost:8181/")]
    [InlineData(DevFlowMode.Hybrid, null, null)]
    [InlineData(DevFlowMode.Local, "https://own.example.test", null)]
    [InlineData(DevFlowMode.OnPrem, "https://own.example.test", null)]
    public void The_address_is_that_of_the_setting_in_the_modes_that_have_a_hosted_part(DevFlowMode mode, string? url, string? address)
    {
        using var folder = TestFolder.Ready(url is null ? [] : [$"DEVFLOW_API_URL={url}"]);

        Assert.Equal(address, HostedApi.AddressOf(mode, folder.Open().Settings)?.ToString());
    }

    [Theory]
    [InlineData("ftp://api.example.test", "not an http or https URL")]
    [InlineData("https://user:c4n4ry@api.example.test", "more than a scheme, a host and a port")]
    [InlineData("https://api.example.test/v1", "more than a scheme, a host and a port")]
    [InlineData("https://api.example.test?key=c4n4ry", "more than a scheme, a host and a port")]
    [InlineData("http://api.example.test", "plain http to another machine")]
    public async Task An_address_that_may_not_be_called_is_an_error_without_what_it_holds(string url, string problem)
    {
        using var folder = TestFolder.Ready("DEVFLOW_MODE=saas", $"DEVFLOW_API_URL={url}", "DEVFLOW_API_KEY=key-0123456789");

        var finding = Assert.Single(await folder.VerifyAsync(), finding => finding.Rule == "api-url");

        Assert.Equal((FindingSeverity.Error, "DEVFLOW_API_URL"), (finding.Severity, finding.Key));
        Assert.Contains(problem, finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c4n4ry", finding.ToString(), StringComparison.Ordinal);
    }
}
