namespace DevFlow.Secrets.Tests.Verification;

public class SecretsVerifierTests
{
    [Theory]
    [InlineData("SECRET_ENCRYPTION_KEY=not-base64-at-all", "value-encryption-key")]
    [InlineData("SECRET_ENCRYPTION_KEY=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "value-encryption-key")]
    [InlineData("SECRET_ENCRYPTION_KEY=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "value-encryption-key")]
    [InlineData("SECRET_ENCRYPTION_KEY=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "value-encryption-key")]
    [InlineData("SESSION_SECRET=0123456789012345678901234567890", "value-too-short")]
    [InlineData("JWT_SECRET=short", "value-too-short")]
    [InlineData("DATABASE_URL=postgresql://u:pw@host", "value-database-url")]
    [InlineData("LOG_LEVEL=VERBOSE", "setting-invalid")]
    [InlineData("LOG_FORMAT=xml", "setting-invalid")]
    [InlineData("ENABLE_METRICS=maybe", "setting-invalid")]
    [InlineData("SKIP_AUTH=yes", "setting-invalid")]
    [InlineData("DATABASE_POOL_SIZE=-5", "setting-invalid")]
    [InlineData("VAULT_RETENTION_DAYS=0", "setting-invalid")]
    [InlineData("VAULT_RETENTION_DAYS=36501", "setting-invalid")]
    [InlineData("AUDIT_RETENTION_DAYS=29", "setting-invalid")]
    [InlineData("AUDIT_RETENTION_DAYS=1000000", "setting-invalid")]
    [InlineData("LLM_TEMPERATURE=hot", "setting-invalid")]
    [InlineData("LLM_TEMPERATURE=2.1", "setting-invalid")]
    [InlineData("OP_CONNECT_URL=localhost:8080", "setting-invalid")]
    [InlineData("OP_CONNECT_URL=http://a,ftp://b", "setting-invalid")]
    [InlineData("GITHUB_REDIRECT_URI=/callback", "setting-invalid")]
    [InlineData("QDRANT_API_KEY=op://v/i", "dotenv-reference")]
    [InlineData("NOT_LISTED=op://v/i/f/", "dotenv-reference")]
    public async Task A_value_that_its_reader_could_not_use_is_an_error_with_its_place(string line, string rule)
    {
        using var folder = TestFolder.Ready(line);
        var key = line[..line.IndexOf('=')];

        var finding = Assert.Single(await folder.VerifyAsync(), f => f.Severity is FindingSeverity.Error);

        Assert.Equal((rule, key), (finding.Rule, finding.Key));
        Assert.Matches($@"^\.env:[67]:{key.Length + 2}$", finding.Where);
    }

    [Fact]
    public async Task A_value_from_the_environment_is_placed_there_though_dotenv_names_the_key()
    {
        using var folder = TestFolder.Ready("JWT_SECRET=");
        folder.Environment["JWT_SECRET"] = "short";

        Assert.Equal("environment", Assert.Single(await folder.VerifyAsync(), f => f.Rule == "value-too-short").Where);
    }

    [Theory]
    [InlineData("LOG_LEVEL=debug")]
    [InlineData("LOG_FORMAT=text")]
    [InlineData("OP_CONNECT_URL=http://a:8080, https://b")]
    [InlineData("LLM_TEMPERATURE=2")]
    public async Task A_well_formed_setting_is_no_finding(string line)
    {
        using var folder = TestFolder.Ready(line);

        Assert.DoesNotContain(await folder.VerifyAsync(), f => f.Severity is not FindingSeverity.Info);
    }

    [Fact]
    public async Task A_secret_too_short_to_be_masked_is_a_warning()
    {
        using var folder = TestFolder.Ready("QDRANT_API_KEY=1234567", "GITHUB_CLIENT_ID=short");

        var finding = Assert.Single(await folder.VerifyAsync(), f => f.Severity is not FindingSeverity.Info);

        Assert.Equal((FindingSeverity.Warning, "value-unmaskable", "QDRANT_API_KEY"), (finding.Severity, finding.Rule, finding.Key));
    }

    [Theory]
    [InlineData("https://user:short@qdrant.example.com")]
    [InlineData("https://qdrant.example.com?password=short")]
    public async Task A_short_password_inside_a_long_url_is_a_warning(string url)
    {
        using var folder = TestFolder.Ready($"QDRANT_API_KEY={url}");

        var finding = Assert.Single(await folder.VerifyAsync(), f => f.Severity is not FindingSeverity.Info);

        Assert.Equal("value-unmaskable", finding.Rule);
        Assert.StartsWith("the password in QDRANT_API_KEY is shorter than 8 characters", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_database_password_is_a_warning_outside_local_mode()
    {
        using var folder = TestFolder.Ready("DEVFLOW_MODE=hybrid", "DEVFLOW_API_URL=https://x", "DEVFLOW_API_KEY=0123456789");

        Assert.Equal("DATABASE_URL", Assert.Single(await folder.VerifyAsync(), f => f.Rule == "value-unmaskable").Key);
    }

    [Fact]
    public async Task What_the_app_host_assigns_is_held_to_the_form_of_a_url_too()
    {
        using var folder = TestFolder.Ready("DATABASE_URL=");
        folder.Connections["database"] = "postgresql://login:0123456789@localhost:1/devflow";
        Assert.DoesNotContain(await folder.VerifyAsync(), f => f.Severity is not FindingSeverity.Info);

        folder.Connections["database"] = "Host=localhost;Port=1;Username=u;Password=0123456789";
        Assert.Contains(await folder.VerifyAsync(), f => (f.Rule, f.Where) == ("value-database-url", "apphost"));
    }

    [Fact]
    public async Task Unread_references_are_one_finding_that_counts_them()
    {
        using var folder = TestFolder.Ready();

        var finding = Assert.Single(await folder.VerifyAsync(), f => f.Rule == "references-unread");

        Assert.Equal(
            "19 references, 1Password is not configured (OP_CONNECT_TOKEN is not set); values come from .env and the environment",
            finding.Message);
        Assert.Equal(FindingSeverity.Info, finding.Severity);
    }

    [Fact]
    public async Task Unread_references_are_an_error_on_premises()
    {
        using var folder = TestFolder.Ready("DEVFLOW_MODE=onprem");

        Assert.Equal(FindingSeverity.Error, Assert.Single(await folder.VerifyAsync(), f => f.Rule == "references-unread").Severity);
    }

    [Fact]
    public async Task A_token_ends_the_remark_on_references()
    {
        using var folder = TestFolder.Ready("OP_CONNECT_TOKEN=eyJ0123456789");

        Assert.DoesNotContain(await folder.VerifyAsync(), f => f.Rule == "references-unread");
    }

    [Fact]
    public async Task Everything_is_reported_at_once_and_the_worst_first()
    {
        using var folder = TestFolder.Ready(
            "JWT_SECRET=short", "LOG_LEVEL=VERBOSE", "AOSENTRY_API_KEY=", "DEBUG_MODE=maybe", "MCP_GATEWAY_PORT=x");
        folder.Write(".env.local", "no equals here\nDUP=1\nDUP=2\n");
        folder.Write("config/secrets.yaml", "a: { env: A, tier: team }\n");

        var findings = await folder.VerifyAsync();

        Assert.Superset(
            new HashSet<string>
            {
                "value-too-short", "setting-invalid", "key-required", "port-invalid",
                "dotenv-missing-equals", "dotenv-duplicate-key", "catalog-tier",
            },
            findings.Select(f => f.Rule).ToHashSet());
        Assert.Equal(findings.OrderByDescending(f => f.Severity), findings);
        Assert.Contains(findings, f => f is { Rule: "dotenv-missing-equals", Where: ".env.local:1:1" });
    }
}
