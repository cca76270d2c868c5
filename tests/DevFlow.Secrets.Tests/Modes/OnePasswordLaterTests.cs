namespace DevFlow.Secrets.Tests.Modes;

/// <summary>The checks before a start whose own Connect server is not up yet.</summary>
public sealed class OnePasswordLaterTests
{
    // Nobody listens there; asking would be a finding.
    private const string Nowhere = "http://127.0.0.1:1";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_only_1password_can_answer_is_left_unchecked()
    {
        using var folder = OnPrem();

        Assert.DoesNotContain(await VerifyAsync(folder, later: true), finding => finding.Severity == FindingSeverity.Error);
        Assert.Contains(await VerifyAsync(folder, later: false), finding => finding.Rule == "connect-unavailable");
    }

    [Fact]
    public async Task A_required_key_that_leads_nowhere_is_still_missed()
    {
        using var folder = OnPrem();
        folder.Write("config/secrets.yaml", "integrations:\n  own: { env: OWN_KEY, required: [onprem] }\n");

        var finding = Assert.Single(await VerifyAsync(folder, later: true), finding => finding.Key == "OWN_KEY");

        Assert.Equal(FindingSeverity.Error, finding.Severity);
    }

    [Fact]
    public async Task A_reference_in_env_counts_as_an_answer_to_come()
    {
        using var folder = OnPrem("OWN_KEY=op://DevFlow/Own/key");
        folder.Write("config/secrets.yaml", "integrations:\n  own: { env: OWN_KEY, required: [onprem] }\n");

        Assert.DoesNotContain(await VerifyAsync(folder, later: true), finding => finding.Key == "OWN_KEY");
    }

    [Theory]
    [InlineData("JWT_SECRET=in-the-clear-0123456789abcdef012345", "dotenv-secret")]
    [InlineData("OP_CONNECT_TOKEN=", "key-required")]
    [InlineData("DEBUG_MODE=true", "switch-local-only")]
    public async Task The_rules_of_the_mode_hold_all_the_same(string line, string rule)
    {
        using var folder = OnPrem(line);

        Assert.Contains(await VerifyAsync(folder, later: true), finding => finding.Rule == rule);
    }

    private static TestFolder OnPrem(string? line = null)
    {
        var folder = new TestFolder();
        folder.CopyCatalog();
        folder.Write(".env", $"DEVFLOW_MODE=onprem\nOP_CONNECT_URL={Nowhere}\nOP_CONNECT_TOKEN=token-0123456789\n{line}\n");
        return folder;
    }

    private static Task<IReadOnlyList<Finding>> VerifyAsync(TestFolder folder, bool later) =>
        SecretsVerifier.VerifyAsync(SecretsWorkspace.Open(folder.Options() with { OnePasswordLater = later }), Cancel);
}
