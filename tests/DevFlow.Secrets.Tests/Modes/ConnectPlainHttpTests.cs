namespace DevFlow.Secrets.Tests.Modes;

public class ConnectPlainHttpTests
{
    [Theory]
    [InlineData("http://localhost:8080")]
    [InlineData("http://LOCALHOST.:8080")]
    [InlineData("http://connect.localhost")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://127.9.9.9")]
    [InlineData("http://[::1]:8080")]
    [InlineData("http://[::ffff:127.0.0.1]:8080")]
    [InlineData("http://onepassword-connect:8080")]
    [InlineData("http://host.docker.internal:8080")]
    [InlineData("http://host.containers.internal:8080")]
    [InlineData("http://onepassword-connect.devflow.svc:8080")]
    [InlineData("http://onepassword-connect.devflow.svc.cluster.local:8080")]
    [InlineData("https://connect.example.com")]
    [InlineData("https://10.0.0.5:8443, http://onepassword-connect:8080")]
    public async Task What_stays_on_the_host_or_its_container_network_may_be_http(string url)
    {
        using var folder = TestFolder.Ready($"OP_CONNECT_URL={url}");

        Assert.DoesNotContain(await folder.VerifyAsync(), f => f.Severity is not FindingSeverity.Info);
    }

    [Theory]
    [InlineData("http://connect.example.com", "connect.example.com")]
    [InlineData("http://10.0.0.5:8080", "10.0.0.5")]
    [InlineData("http://172.17.0.2:8080", "172.17.0.2")]
    [InlineData("http://192.168.1.2", "192.168.1.2")]
    [InlineData("http://169.254.1.1", "169.254.1.1")]
    [InlineData("http://[fd00::1]:8080", "[fd00::1]")]
    [InlineData("http://nas.local:8080", "nas.local")]
    [InlineData("http://ip-10-0-0-5.ec2.internal:8080", "ip-10-0-0-5.ec2.internal")]
    [InlineData("http://onepassword-connect.devflow:8080", "onepassword-connect.devflow")]
    [InlineData("http://cluster.local", "cluster.local")]
    [InlineData("http://svc.example.com", "svc.example.com")]
    [InlineData("http://localhost.example.com", "localhost.example.com")]
    [InlineData("https://a.example.com, http://b.example.com/path/v1", "b.example.com")]
    public async Task Http_that_leaves_them_is_a_warning_that_names_the_host(string url, string host)
    {
        using var folder = TestFolder.Ready($"OP_CONNECT_URL={url}");

        var finding = Assert.Single(await folder.VerifyAsync(), f => f.Severity is not FindingSeverity.Info);

        Assert.Equal(
            (FindingSeverity.Warning, "connect-plain-http", ".env:7:16", "OP_CONNECT_URL"), (finding.Severity, finding.Rule, finding.Where, finding.Key));
        Assert.StartsWith($"OP_CONNECT_URL speaks http to {host}, ", finding.Message, StringComparison.Ordinal);
        Assert.Contains("OP_TLS_CERT_FILE", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_host_is_one_warning()
    {
        using var folder = TestFolder.Ready("OP_CONNECT_URL=http://a.example.com, http://b.example.com:1, http://b.example.com:2, http://localhost");

        Assert.Equal(2, (await folder.VerifyAsync()).Count(f => f.Rule == "connect-plain-http"));
    }

    [Theory]
    [InlineData("http://connect.example.com/", 1)]
    [InlineData("http://other.example.com", 2)]
    public async Task Both_names_of_the_setting_are_looked_at_and_the_same_address_once(string host, int warnings)
    {
        using var folder = TestFolder.Ready("OP_CONNECT_URL=http://connect.example.com");
        folder.Environment["OP_CONNECT_HOST"] = host;

        Assert.Equal(warnings, (await folder.VerifyAsync()).Count(f => f.Rule == "connect-plain-http"));
    }

    [Fact]
    public async Task OP_CONNECT_HOST_alone_is_looked_at()
    {
        using var folder = TestFolder.Ready("OP_CONNECT_HOST=http://connect.example.com");

        Assert.Equal("OP_CONNECT_HOST", Assert.Single(await folder.VerifyAsync(), f => f.Rule == "connect-plain-http").Key);
    }

    [Fact]
    public async Task An_address_that_cannot_be_read_is_another_finding()
    {
        using var folder = TestFolder.Ready("OP_CONNECT_URL=http://c4n4ry:c4n4ry@connect.example.com");

        var findings = await folder.VerifyAsync();

        Assert.Contains(findings, f => f.Rule == "setting-invalid");
        Assert.DoesNotContain(findings, f => f.Rule == "connect-plain-http");
        Assert.DoesNotContain("c4n4ry", string.Join('\n', findings), StringComparison.Ordinal);
    }
}
