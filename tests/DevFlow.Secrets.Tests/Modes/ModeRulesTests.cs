namespace DevFlow.Secrets.Tests.Modes;

public class ModeRulesTests
{
    [Fact]
    public async Task A_ready_folder_has_nothing_to_report_in_local_mode_but_that_1password_is_not_used()
    {
        using var folder = TestFolder.Ready();

        var finding = Assert.Single(await folder.VerifyAsync());

        Assert.Equal((FindingSeverity.Info, "references-unread"), (finding.Severity, finding.Rule));
    }

    [Theory]
    [InlineData("DEVFLOW_MODE=cloud", null, ".env:7:14")]
    [InlineData("DEVFLOW_MODE=local", "cloud", "environment")]
    public async Task An_unknown_mode_lists_the_four_and_says_where_it_was_read(string line, string? variable, string where)
    {
        using var folder = TestFolder.Ready(line);
        if (variable is not null)
            folder.Environment["DEVFLOW_MODE"] = variable;

        var finding = Assert.Single(await folder.VerifyAsync(), f => f.Severity is FindingSeverity.Error);

        Assert.Equal(("mode-unknown", where, "DEVFLOW_MODE"), (finding.Rule, finding.Where, finding.Key));
        Assert.Contains("local, hybrid, saas, onprem", finding.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SECRET_ENCRYPTION_KEY")]
    [InlineData("SESSION_SECRET")]
    [InlineData("JWT_SECRET")]
    [InlineData("DATABASE_URL")]
    [InlineData("QDRANT_URL")]
    public async Task Local_mode_requires(string key)
    {
        using var folder = TestFolder.Ready($"{key}=");

        var finding = Assert.Single(await folder.VerifyAsync(), f => f.Severity is FindingSeverity.Error);

        Assert.Equal(("key-required", key), (finding.Rule, finding.Key));
        Assert.StartsWith(".env:6:", finding.Where, StringComparison.Ordinal);
        Assert.Equal($"set {key}=… in .env", finding.Remedy);
    }

    [Theory]
    [InlineData("", "key-required")]
    [InlineData("your-aosentry-api-key-here", "key-placeholder")]
    public async Task In_local_mode_a_missing_llm_key_is_a_warning(string value, string rule)
    {
        using var folder = TestFolder.Ready($"AOSENTRY_API_KEY={value}");

        var finding = Assert.Single(await folder.VerifyAsync(), f => f.Key == "AOSENTRY_API_KEY");

        Assert.Equal((FindingSeverity.Warning, rule), (finding.Severity, finding.Rule));
    }

    [Theory]
    [InlineData("hybrid", "AOSENTRY_API_KEY DEVFLOW_API_KEY DEVFLOW_API_URL")]
    [InlineData("saas", "AOSENTRY_API_KEY DEVFLOW_API_KEY")]
    [InlineData("local", "AOSENTRY_API_KEY DATABASE_URL JWT_SECRET QDRANT_URL SECRET_ENCRYPTION_KEY SESSION_SECRET")]
    [InlineData("onprem", "AOSENTRY_API_KEY DATABASE_URL JWT_SECRET OP_CONNECT_TOKEN OP_CONNECT_URL QDRANT_URL SECRET_ENCRYPTION_KEY SESSION_SECRET")]
    public async Task Every_mode_requires_its_keys_with_the_catalog_and_without(string mode, string keys)
    {
        using var folder = new TestFolder();
        folder.Environment["DEVFLOW_MODE"] = mode;

        var without = await folder.VerifyAsync();
        folder.CopyCatalog();
        var with = await folder.VerifyAsync();

        Assert.Equal(keys, string.Join(' ', without.Where(f => f.Rule == "key-required").Select(f => f.Key).Order(StringComparer.Ordinal)));
        Assert.Equal(keys, string.Join(' ', with.Where(f => f.Rule == "key-required").Select(f => f.Key).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("hybrid")]
    [InlineData("saas")]
    public async Task Outside_local_mode_a_placeholder_of_a_required_key_is_an_error(string mode)
    {
        using var folder = new TestFolder();
        folder.CopyCatalog();
        folder.Write(
            ".env",
            $"DEVFLOW_MODE={mode}\nDEVFLOW_API_URL=https://api.example.com\nDEVFLOW_API_KEY=<your-key>\nAOSENTRY_API_KEY=sk-0123456789\n");

        var finding = Assert.Single(await folder.VerifyAsync(), f => f.Severity is FindingSeverity.Error);

        Assert.Equal(("key-placeholder", "DEVFLOW_API_KEY", ".env:3:17"), (finding.Rule, finding.Key, finding.Where));
    }

    [Fact]
    public async Task A_placeholder_of_a_key_that_is_not_required_is_a_warning()
    {
        using var folder = TestFolder.Ready("QDRANT_API_KEY=changeme");

        Assert.Equal(FindingSeverity.Warning, Assert.Single(await folder.VerifyAsync(), f => f.Key == "QDRANT_API_KEY").Severity);
    }

    [Fact]
    public async Task The_environment_decides_the_mode_over_dotenv()
    {
        using var folder = TestFolder.Ready("DEVFLOW_MODE=local");
        folder.Environment["DEVFLOW_MODE"] = "saas";

        var findings = await folder.VerifyAsync();

        Assert.Contains(findings, f => f is { Rule: "key-required", Key: "DEVFLOW_API_KEY" });
        Assert.Contains(findings, f => f is { Rule: "dotenv-secret", Key: "JWT_SECRET" });
    }

    [Fact]
    public async Task The_prds_saas_file_is_fine()
    {
        using var folder = new TestFolder();
        folder.CopyCatalog();
        folder.Write(
            ".env",
            "DEVFLOW_MODE=saas\nDEVFLOW_API_KEY=sk-saas-0123456789\nAOSENTRY_API_KEY=sk-0123456789\nLOG_LEVEL=DEBUG\nLOCAL_UI_PORT=4000\n");

        Assert.DoesNotContain(await folder.VerifyAsync(), f => f.Severity is not FindingSeverity.Info);
    }

    [Theory]
    [InlineData("saas", "JWT_SECRET=0123456789abcdef", true)]
    [InlineData("saas", "JWT_SECRET=op://v/i/f", false)]
    [InlineData("saas", "JWT_SECRET=", false)]
    [InlineData("saas", "SOMETHING_NEW=1234567890", true)]
    [InlineData("saas", "QDRANT_URL=http://localhost", false)]
    [InlineData("saas", "GITHUB_CLIENT_ID=abc", false)]
    [InlineData("saas", "AOSENTRY_API_KEY=sk-0123456789", false)]
    [InlineData("saas", "DEVFLOW_API_KEY=sk-0123456789", false)]
    [InlineData("onprem", "JWT_SECRET=0123456789abcdef", true)]
    [InlineData("onprem", "AOSENTRY_API_KEY=sk-0123456789", true)]
    [InlineData("onprem", "DEVFLOW_API_KEY=sk-0123456789", true)]
    [InlineData("onprem", "SOMETHING_NEW=1234567890", true)]
    [InlineData("onprem", "DATABASE_URL=postgresql://u:p@h/d", true)]
    [InlineData("onprem", "DATABASE_URL=op://v/i/f", false)]
    [InlineData("onprem", "OP_CONNECT_TOKEN=eyJ0123456789", false)]
    [InlineData("onprem", "OP_CONNECT_URL=http://localhost:8080", false)]
    [InlineData("onprem", "LOG_FORMAT=text", false)]
    [InlineData("onprem", "DATABASE_POOL_SIZE=5", false)]
    [InlineData("hybrid", "JWT_SECRET=0123456789abcdef", false)]
    [InlineData("hybrid", "SOMETHING_NEW=1234567890", false)]
    [InlineData("local", "SOMETHING_NEW=1234567890", false)]
    public async Task A_plain_secret_in_dotenv_is_an_error_where_the_mode_forbids_it(string mode, string line, bool refused)
    {
        using var folder = new TestFolder();
        folder.CopyCatalog();
        folder.Write(".env", $"# first\n{line}\n");
        folder.Environment["DEVFLOW_MODE"] = mode;

        var findings = (await folder.VerifyAsync()).Where(f => f.Rule == "dotenv-secret").ToArray();

        if (refused)
        {
            var finding = Assert.Single(findings);
            Assert.Equal((FindingSeverity.Error, $".env:2:{line.IndexOf('=') + 2}"), (finding.Severity, finding.Where));
            Assert.NotNull(finding.Remedy);
        }
        else
        {
            Assert.Empty(findings);
        }
    }

    [Theory]
    [InlineData(".env")]
    [InlineData(".env.local")]
    [InlineData(".env.development")]
    [InlineData(".env.development.local")]
    public async Task A_secret_is_found_in_every_layer(string file)
    {
        using var folder = new TestFolder();
        folder.CopyCatalog();
        folder.Write(file, "JWT_SECRET=0123456789abcdef\n");
        folder.Environment["DEVFLOW_MODE"] = "onprem";

        Assert.Equal($"{file}:1:12", Assert.Single(await folder.VerifyAsync(), f => f.Rule == "dotenv-secret").Where);
    }

    [Fact]
    public async Task A_secret_in_a_layer_that_another_hides_is_found_too()
    {
        using var folder = new TestFolder();
        folder.CopyCatalog();
        folder.Write(".env", "JWT_SECRET=0123456789abcdef\n");
        folder.Write(".env.local", "JWT_SECRET=op://v/i/f\n");
        folder.Environment["DEVFLOW_MODE"] = "onprem";

        var finding = Assert.Single(await folder.VerifyAsync(), f => f.Rule == "dotenv-secret");

        Assert.Equal(".env:1:12", finding.Where);
        Assert.Contains("op://DevFlow/Security/jwt_secret", finding.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DEBUG_MODE", "hybrid", "true", true)]
    [InlineData("DEBUG_MODE", "saas", "1", true)]
    [InlineData("SKIP_AUTH", "onprem", "True", true)]
    [InlineData("SKIP_AUTH", "saas", "true", true)]
    [InlineData("SKIP_AUTH", "saas", "false", false)]
    [InlineData("SKIP_AUTH", "local", "true", false)]
    [InlineData("DEBUG_MODE", "local", "true", false)]
    public async Task Switches_that_open_doors_are_for_local_mode(string key, string mode, string value, bool refused)
    {
        using var folder = TestFolder.Ready($"DEVFLOW_MODE={mode}", $"{key}={value}");

        Assert.Equal(refused, (await folder.VerifyAsync()).Any(f => f.Rule == "switch-local-only" && f.Key == key));
    }

    [Theory]
    [InlineData("http://a:8080", "http://b:8080", true)]
    [InlineData("http://a:8080", "http://a:8080/", false)]
    [InlineData("http://a:8080", "", false)]
    public async Task Two_names_of_the_connect_url_must_agree(string url, string host, bool conflict)
    {
        using var folder = TestFolder.Ready($"OP_CONNECT_URL={url}");
        folder.Environment["OP_CONNECT_HOST"] = host;

        var finding = (await folder.VerifyAsync()).SingleOrDefault(f => f.Severity is FindingSeverity.Error);

        Assert.Equal(conflict ? "connect-url-conflict" : null, finding?.Rule);
        if (conflict)
            Assert.Contains("OP_CONNECT_HOST (environment)", finding!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Onprem_takes_either_name_of_the_connect_url()
    {
        using var folder = new TestFolder();
        folder.Write(".env", "DEVFLOW_MODE=onprem\nOP_CONNECT_HOST=http://c:8080\nOP_CONNECT_TOKEN=eyJ0123456789\n");

        Assert.DoesNotContain(await folder.VerifyAsync(), f => f.Key is "OP_CONNECT_URL" or "OP_CONNECT_TOKEN");
    }

    [Fact]
    public async Task The_token_of_1password_cannot_be_kept_in_1password()
    {
        using var folder = TestFolder.Ready("OP_CONNECT_TOKEN=op://v/i/f");

        Assert.Contains(await folder.VerifyAsync(), f => f is { Rule: "connect-token-reference", Severity: FindingSeverity.Error });
    }

    [Fact]
    public async Task Two_services_cannot_have_one_port()
    {
        using var folder = TestFolder.Ready("MCP_GATEWAY_PORT=9000", "LOCAL_UI_PORT=9000");

        var finding = Assert.Single(await folder.VerifyAsync(), f => f.Severity is FindingSeverity.Error);

        Assert.Equal(("port-conflict", ".env:8:15"), (finding.Rule, finding.Where));
        Assert.Equal("LOCAL_UI_PORT (.env:8:15) and MCP_GATEWAY_PORT (.env:7:18) are both 9000", finding.Message);
    }

    [Fact]
    public async Task A_port_cannot_be_the_default_of_another()
    {
        using var folder = TestFolder.Ready("MCP_GATEWAY_PORT=8181");

        var finding = Assert.Single(await folder.VerifyAsync(), f => f.Severity is FindingSeverity.Error);

        Assert.Equal("WORKFLOW_ENGINE_PORT (default) and MCP_GATEWAY_PORT (.env:7:18) are both 8181", finding.Message);
        Assert.Equal(".env:7:18", finding.Where);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("80 80")]
    [InlineData("http")]
    [InlineData("8051.0")]
    public async Task A_port_is_a_number_from_1_to_65535(string value)
    {
        using var folder = TestFolder.Ready($"MCP_GATEWAY_PORT={value}");

        var finding = Assert.Single(await folder.VerifyAsync(), f => f.Severity is FindingSeverity.Error);

        Assert.Equal(("port-invalid", "MCP_GATEWAY_PORT", ".env:7:18"), (finding.Rule, finding.Key, finding.Where));
        Assert.Contains("1 to 65535", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_required_key_behind_a_reference_that_cannot_be_followed_says_so()
    {
        using var folder = TestFolder.Ready("JWT_SECRET=op://v/i/f");

        var finding = Assert.Single(await folder.VerifyAsync(), f => f.Rule == "key-required");

        Assert.Contains(".env:6 refers to op://v/i/f: 1Password is not configured", finding.Message, StringComparison.Ordinal);
    }
}
