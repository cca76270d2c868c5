namespace DevFlow.Secrets.Tests.Workspace;

public class DevFlowSettingsTests
{
    [Fact]
    public void A_number_that_is_not_set_is_the_one_that_is_documented()
    {
        using var folder = TestFolder.Ready("DATABASE_POOL_SIZE=7");
        var settings = folder.Open().Settings;

        Assert.Equal((7, 10, 8051), (settings.GetInt("DATABASE_POOL_SIZE"), settings.GetInt("DATABASE_MAX_OVERFLOW"), settings.GetInt("MCP_GATEWAY_PORT")));
        Assert.Throws<ArgumentException>(() => settings.GetInt("LOG_LEVEL"));
    }

    [Fact]
    public void The_environment_beats_dotenv_and_each_says_where()
    {
        using var folder = new TestFolder();
        folder.Write(".env", "A=file\nB=file\nC=\n");
        folder.Environment["A"] = "variable";
        folder.Environment["B"] = "";
        var settings = folder.Open().Settings;

        Assert.Equal(("variable", "environment"), settings.Find("A"));
        Assert.Equal(("file", ".env:2:3"), settings.Find("B"));
        Assert.Equal((null, ".env"), settings.Find("C"));
        Assert.Equal("else", settings.Get("C", "else"));
        Assert.Null(settings.Get("D"));
    }

    [Fact]
    public void Numbers_and_switches_are_read_or_fall_back()
    {
        using var folder = new TestFolder();
        folder.Write(".env", "DATABASE_POOL_SIZE=7\nLLM_TEMPERATURE=0.5\nHOT_RELOAD=False\nSKIP_AUTH=1\n");
        var settings = folder.Open().Settings;

        Assert.Equal((7, 10), (settings.GetInt("DATABASE_POOL_SIZE", 20), settings.GetInt("DATABASE_MAX_OVERFLOW", 10)));
        Assert.Equal((0.5, 0.1), (settings.GetDouble("LLM_TEMPERATURE", 1), settings.GetDouble("OTHER", 0.1)));
        Assert.Equal(
            (false, true, true),
            (settings.GetBool("HOT_RELOAD", true), settings.GetBool("SKIP_AUTH", false), settings.GetBool("OTHER", true)));
    }

    [Theory]
    [InlineData("many")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    public void A_number_that_is_none_is_refused_with_key_place_and_what_is_expected(string value)
    {
        using var folder = new TestFolder();
        folder.Write(".env", $"\nDATABASE_POOL_SIZE={value}\n");

        var thrown = Assert.Throws<SettingException>(() => folder.Open().Settings.GetInt("DATABASE_POOL_SIZE", 20));

        Assert.Equal("DATABASE_POOL_SIZE (.env:2:20) is not a whole number from 0 on.", thrown.Message);
    }

    [Fact]
    public void A_port_out_of_range_is_refused_as_a_port()
    {
        using var folder = new TestFolder();
        folder.Environment["LOCAL_UI_PORT"] = "70000";

        var thrown = Assert.Throws<SettingException>(() => folder.Open().Settings.GetInt("LOCAL_UI_PORT", 3737));

        Assert.Equal("LOCAL_UI_PORT (environment) is not a port, that is a number from 1 to 65535.", thrown.Message);
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("tru")]
    [InlineData("2")]
    public void A_switch_that_is_neither_on_nor_off_is_refused(string value)
    {
        using var folder = new TestFolder();
        folder.Environment["SKIP_AUTH"] = value;

        Assert.Equal("true or false", Assert.Throws<SettingException>(() => folder.Open().Settings.GetBool("SKIP_AUTH", false)).Expected);
    }

    [Fact]
    public void Every_key_of_the_example_is_a_setting_or_in_the_catalog()
    {
        var catalog = SecretCatalog.Load(Path.Combine(Repository.Root, "config", "secrets.yaml"), "");
        var keys = File.ReadLines(Path.Combine(Repository.Root, ".env.example"))
            .Select(line => line.TrimStart('#', ' '))
            .Where(line => line.Contains('=') && line.TakeWhile(c => c != '=').All(c => char.IsAsciiLetterUpper(c) || c == '_'))
            .Select(line => line[..line.IndexOf('=')])
            .Where(key => key.Length > 0)
            .ToArray();

        Assert.Contains("OP_CONNECT_TOKEN", keys);
        Assert.All(keys, key => Assert.True(DevFlowSettingKeys.All.Contains(key) || catalog.TryGet(key, out _), key));
    }

    [Fact]
    public void The_defaults_are_those_of_the_example()
    {
        using var folder = new TestFolder();

        // What is commented out there shows its default in the same form.
        var example = File.ReadAllText(Path.Combine(Repository.Root, ".env.example"));
        folder.Write(
            ".env",
            example.Replace("# DEVFLOW_", "DEVFLOW_", StringComparison.Ordinal).Replace("# VAULT_", "VAULT_", StringComparison.Ordinal)
                .Replace("# AUDIT_", "AUDIT_", StringComparison.Ordinal));
        var settings = folder.Open().Settings;

        Assert.All(DevFlowSettingKeys.Table.Where(k => k.Default is not null), k => Assert.Equal(k.Default, settings.Get(k.Name)));
    }

    [Theory]
    [InlineData("OP_CONNECT_ANYTHING", true)]
    [InlineData("LOG_FILE", true)]
    [InlineData("MY_PORT", true)]
    [InlineData("DATABASE_POOL_SIZE", true)]
    [InlineData("DATABASE_URL", false)]
    [InlineData("DEVFLOW_API_KEY", false)]
    public void Settings_are_known_by_name_and_by_family(string key, bool setting) =>
        Assert.Equal(setting, DevFlowSettingKeys.Contains(key));
}
