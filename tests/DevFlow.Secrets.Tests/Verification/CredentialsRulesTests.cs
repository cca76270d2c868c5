namespace DevFlow.Secrets.Tests.Verification;

public class CredentialsRulesTests
{
    [Theory]
    [InlineData("onprem", FindingSeverity.Error)]
    [InlineData("local", FindingSeverity.Warning)]
    [InlineData("saas", FindingSeverity.Warning)]
    public async Task A_fault_of_the_credentials_weighs_where_connect_is_started(string mode, FindingSeverity severity)
    {
        using var folder = TestFolder.Ready("OP_CREDENTIALS_FILE=secrets/1password-credentials.json");
        folder.Environment["DEVFLOW_MODE"] = mode;
        folder.Environment["OP_SESSION"] = "sign-in-of-another-tool";

        var findings = (await folder.VerifyAsync()).Where(f => f.Rule.StartsWith("connect-credentials-", StringComparison.Ordinal)).ToArray();

        Assert.Equal(["connect-credentials-missing", "connect-credentials-not-json"], findings.Select(f => f.Rule));
        Assert.All(findings, f => Assert.Equal(severity, f.Severity));
        Assert.Equal([".env:7:21", "environment"], findings.Select(f => f.Where));
    }

    [Fact]
    public async Task The_file_is_looked_for_from_the_root_and_named_as_it_was_written()
    {
        using var folder = TestFolder.Ready("OP_CREDENTIALS_FILE=secrets/connect.json");
        folder.Write("secrets/connect.json", "{}");

        Assert.Equal("secrets/connect.json", Assert.Single(await folder.VerifyAsync(), f => f.Rule == "connect-credentials-incomplete").Where);
    }

    [Fact]
    public async Task Both_may_stand_in_dotenv_on_premises_as_the_token_may()
    {
        using var folder = TestFolder.Ready("DEVFLOW_MODE=onprem", "OP_CREDENTIALS_FILE=a.json", "OP_SESSION=e30=");

        Assert.DoesNotContain(await folder.VerifyAsync(), f => f.Rule == "dotenv-secret" && f.Key is "OP_SESSION" or "OP_CREDENTIALS_FILE");
    }

    [Fact]
    public async Task Neither_is_needed_where_connect_is_somebody_elses()
    {
        using var folder = TestFolder.Ready("DEVFLOW_MODE=onprem", "OP_CONNECT_URL=https://connect.example.com");

        Assert.DoesNotContain(await folder.VerifyAsync(), f => f.Rule.StartsWith("connect-credentials-", StringComparison.Ordinal));
    }
}
