using Microsoft.Extensions.Time.Testing;

namespace DevFlow.Secrets.Tests.Workspace;

public class SecretsWorkspaceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void The_root_is_the_nearest_folder_upwards_that_has_a_catalog()
    {
        using var folder = new TestFolder();
        folder.CopyCatalog();
        folder.Write("services/deep/x", "");

        var workspace = SecretsWorkspace.Open(new()
        {
            StartDirectory = Path.Combine(folder.Root, "services", "deep"),
            Environment = _ => null,
        });

        Assert.Equal(folder.Root, workspace.Root);
    }

    [Fact]
    public void The_root_is_what_the_option_says_then_what_devflow_root_says_then_the_start()
    {
        using var folder = new TestFolder();
        using var other = new TestFolder();
        string? Assigned(string name) => name == "DEVFLOW_ROOT" ? other.Root : null;

        Assert.Equal(folder.Root, SecretsWorkspace.Open(new() { Root = folder.Root, Environment = Assigned }).Root);
        Assert.Equal(other.Root, SecretsWorkspace.Open(new() { StartDirectory = folder.Root, Environment = Assigned }).Root);
        Assert.Equal(folder.Root, SecretsWorkspace.Open(new() { StartDirectory = folder.Root, Environment = _ => null }).Root);
    }

    [Theory]
    [InlineData(null, null, null, "development")]
    [InlineData(null, null, "Staging", "staging")]
    [InlineData(null, "Test", "Staging", "test")]
    [InlineData("Production", "Test", "Staging", "production")]
    public void The_environment_is_the_option_or_dotnets_or_aspnets_or_development(
        string? option, string? dotnet, string? aspnet, string expected)
    {
        using var folder = new TestFolder();
        folder.Write($".env.{expected}", "A=layer\n");
        folder.Write(".env", "A=base\n");

        var workspace = SecretsWorkspace.Open(new()
        {
            Root = folder.Root,
            EnvironmentName = option,
            Environment = name => name switch { "DOTNET_ENVIRONMENT" => dotnet, "ASPNETCORE_ENVIRONMENT" => aspnet, _ => null },
        });

        Assert.Equal(expected, workspace.EnvironmentName);
        Assert.Equal("layer", workspace.Settings.Get("A"));
    }

    [Fact]
    public async Task The_cascade_is_apphost_then_1password_then_dotenv_then_environment()
    {
        using var folder = TestFolder.Ready();
        folder.Environment["DATABASE_URL"] = "from the environment";
        folder.Environment["ONLY_HERE"] = "variable";
        folder.Connections["database"] = "Host=assigned";
        var workspace = folder.Open();

        var explanation = await workspace.Resolver.ExplainAsync("DATABASE_URL", cancellationToken: Cancel);

        Assert.Equal(["apphost", "1password", ".env", "environment"], explanation.Steps.Select(s => s.Source));
        Assert.Equal("apphost", explanation.Winner);
        Assert.Equal("Host=assigned", (await workspace.Resolver.GetAsync("DATABASE_URL", cancellationToken: Cancel)).Reveal());
        Assert.Equal("http://localhost:6333", (await workspace.Resolver.GetAsync("QDRANT_URL", cancellationToken: Cancel)).Reveal());
        Assert.Equal("variable", (await workspace.Resolver.GetAsync("ONLY_HERE", cancellationToken: Cancel)).Reveal());
    }

    [Fact]
    public async Task A_value_carries_source_and_time()
    {
        using var folder = TestFolder.Ready();
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);

        var value = await folder.Open(time).Resolver.GetAsync("JWT_SECRET", cancellationToken: Cancel);

        Assert.Equal((SecretSourceNames.DotEnv, DateTimeOffset.UnixEpoch), (value.Source, value.ResolvedAt));
    }

    [Theory]
    [InlineData("", DevFlowMode.Local)]
    [InlineData("local", DevFlowMode.Local)]
    [InlineData("Hybrid", DevFlowMode.Hybrid)]
    [InlineData("SAAS", DevFlowMode.SaaS)]
    [InlineData("onprem", DevFlowMode.OnPrem)]
    [InlineData("cloud", null)]
    public void The_mode_is_local_unless_said_and_null_when_unknown(string name, DevFlowMode? mode)
    {
        using var folder = TestFolder.Ready($"DEVFLOW_MODE={name}");

        Assert.Equal(mode, folder.Open().Mode);
    }

    [Fact]
    public void The_mode_of_the_environment_beats_the_one_in_dotenv()
    {
        using var folder = TestFolder.Ready("DEVFLOW_MODE=local");
        folder.Environment["DEVFLOW_MODE"] = "saas";

        Assert.Equal(DevFlowMode.SaaS, folder.Open().Mode);
    }

    [Fact]
    public void Changed_files_are_read_again_after_a_second()
    {
        using var folder = TestFolder.Ready("A=one");
        var time = new FakeTimeProvider();
        var logger = new ListLogger();
        var workspace = folder.Open(time, logger);

        folder.Write(".env", "A=other\n");
        Assert.Equal("one", workspace.Settings.Get("A"));

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("other", workspace.Settings.Get("A"));
        Assert.Contains("Reloaded", Assert.Single(logger.Lines).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_catalog_is_read_again_though_no_dotenv_changed()
    {
        using var folder = TestFolder.Ready();
        var time = new FakeTimeProvider();
        var workspace = folder.Open(time);

        folder.Write("config/secrets.yaml", "my: { env: MINE }\n");
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("MINE", Assert.Single(workspace.Catalog.Entries).Key);
    }

    [Fact]
    public void Nothing_is_read_again_when_nothing_changed()
    {
        using var folder = TestFolder.Ready();
        var time = new FakeTimeProvider();
        var workspace = folder.Open(time);
        var layers = workspace.Layers;

        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Same(layers, workspace.Layers);
    }

    [Theory]
    [InlineData("false", "one")]
    [InlineData("true", "two")]
    [InlineData("nonsense", "two")]
    public void Hot_reload_can_be_turned_off(string hot, string expected)
    {
        using var folder = TestFolder.Ready($"HOT_RELOAD={hot}", "A=one");
        var time = new FakeTimeProvider();
        var workspace = folder.Open(time);

        folder.Write(".env", "A=two # longer\n");
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(expected, workspace.Settings.Get("A"));
        workspace.Reload();
        Assert.Equal("two", workspace.Settings.Get("A"));
    }

    [Fact]
    public void A_file_that_appears_is_read()
    {
        using var folder = new TestFolder();
        var time = new FakeTimeProvider();
        var workspace = folder.Open(time);

        folder.Write(".env.development.local", "A=new\n");
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("new", workspace.Settings.Get("A"));
    }

    [Fact]
    public async Task An_empty_folder_opens_and_its_findings_say_what_is_missing()
    {
        using var folder = new TestFolder();

        var findings = await folder.VerifyAsync();

        Assert.Contains(findings, f => f.Rule == "catalog-missing");
        Assert.Contains(findings, f => f is { Rule: "key-required", Key: "JWT_SECRET" });
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_opens_too()
    {
        var root = Path.Combine(Path.GetTempPath(), "devflow-no-such-folder");
        var workspace = SecretsWorkspace.Open(new() { Root = root, Environment = _ => null });

        Assert.Null(await workspace.Resolver.TryGetAsync("KEY", cancellationToken: Cancel));
    }

    [Theory]
    [InlineData("../../etc")]
    [InlineData("a/b")]
    public async Task An_environment_name_cannot_lead_out_of_the_folder(string name)
    {
        using var folder = TestFolder.Ready();
        folder.Environment["DOTNET_ENVIRONMENT"] = name;

        Assert.Contains(await folder.VerifyAsync(), f => f is { Rule: "dotenv-environment-name", Severity: FindingSeverity.Error });
    }

    [Fact]
    public void Readers_and_reloads_get_on_with_each_other()
    {
        using var folder = TestFolder.Ready("A=one");
        var time = new FakeTimeProvider();
        var workspace = folder.Open(time);

        Parallel.For(0, 200, i =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            if (i % 10 == 0)
                workspace.Reload();
            Assert.Equal("one", workspace.Settings.Get("A"));
        });
    }
}
