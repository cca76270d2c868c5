using DevFlow.Secrets.Tests.OnePassword;

namespace DevFlow.Secrets.Tests.Workspace;

public class FirstRunTests
{
    private static readonly string[] _generated =
    [
        "SECRET_ENCRYPTION_KEY", "SESSION_SECRET", "JWT_SECRET",
        "JIRA_WEBHOOK_SECRET", "GITHUB_WEBHOOK_SECRET", "CONFLUENCE_WEBHOOK_SECRET",
    ];

    private static readonly string _example = File.ReadAllText(Path.Combine(Repository.Root, ".env.example"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_folder_gets_a_dotenv_with_everything_generated()
    {
        using var folder = new TestFolder();

        var result = await PrepareAsync(folder);

        Assert.True(result.Created);
        Assert.Equal(_generated, result.Generated);
        Assert.StartsWith("#", File.ReadAllText(folder.DotEnv), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clone_gets_the_example_with_every_comment_byte_for_byte()
    {
        using var folder = Clone();

        var result = await PrepareAsync(folder);

        Assert.True(result.Created);
        Assert.Equal(_generated, result.Generated);
        var before = _example.Split('\n');
        var after = File.ReadAllText(folder.DotEnv).Split('\n');
        Assert.Equal(before.Length, after.Length);
        for (var i = 0; i < before.Length; i++)
        {
            if (_generated.Any(key => before[i] == key + "="))
                Assert.StartsWith(before[i], after[i], StringComparison.Ordinal);
            else
                Assert.Equal(before[i], after[i]);
        }
    }

    [Fact]
    public async Task A_clone_has_no_error_afterwards()
    {
        using var folder = Clone();

        await PrepareAsync(folder);

        var findings = await folder.VerifyAsync();
        Assert.DoesNotContain(findings, f => f.Severity is FindingSeverity.Error);
        Assert.Equal("AOSENTRY_API_KEY", Assert.Single(findings, f => f.Severity is FindingSeverity.Warning).Key);
    }

    [Fact]
    public async Task The_generated_values_are_strong_and_all_different()
    {
        using var folder = Clone();

        await PrepareAsync(folder);

        var settings = folder.Open().Settings;
        var values = _generated.Select(key => settings.Get(key)!).ToArray();
        Assert.Equal(32, Convert.FromBase64String(values[0]).Length);
        Assert.All(values[1..], v => Assert.Matches("^[0-9a-f]{64}$", v));
        Assert.Equal(_generated.Length, values.Distinct().Count());
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        using var folder = Clone();
        await PrepareAsync(folder);
        var bytes = File.ReadAllBytes(folder.DotEnv);
        var written = File.GetLastWriteTimeUtc(folder.DotEnv);

        var result = await PrepareAsync(folder);

        Assert.False(result.Changed);
        Assert.Equal(bytes, File.ReadAllBytes(folder.DotEnv));
        Assert.Equal(written, File.GetLastWriteTimeUtc(folder.DotEnv));
    }

    [Fact]
    public async Task What_is_set_stays_as_it_is()
    {
        using var folder = Clone();
        folder.Write(".env", "# mine\r\nSESSION_SECRET='kept'  # comment\r\nJWT_SECRET=\r\n");

        var result = await PrepareAsync(folder);

        Assert.False(result.Created);
        Assert.DoesNotContain("SESSION_SECRET", result.Generated);
        Assert.StartsWith(
            "# mine\r\nSESSION_SECRET='kept'  # comment\r\nJWT_SECRET=", File.ReadAllText(folder.DotEnv),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_is_for_its_owner_alone()
    {
        using var folder = Clone();

        await PrepareAsync(folder);

        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no mode bits.");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.DotEnv));
    }

    [Fact]
    public async Task A_key_that_the_environment_or_another_layer_has_is_not_generated()
    {
        using var folder = Clone();
        folder.Environment["SECRET_ENCRYPTION_KEY"] = "held elsewhere";
        folder.Write(".env.local", "JWT_SECRET=mine\n");

        var result = await PrepareAsync(folder);

        Assert.DoesNotContain("SECRET_ENCRYPTION_KEY", result.Generated);
        Assert.DoesNotContain("JWT_SECRET", result.Generated);
        Assert.Contains("SESSION_SECRET", result.Generated);
    }

    [Fact]
    public async Task A_key_that_1password_cannot_be_asked_for_is_not_generated()
    {
        using var folder = Clone();
        folder.CopyCatalog();
        folder.Environment["OP_CONNECT_URL"] = "http://127.0.0.1:1";
        folder.Environment["OP_CONNECT_TOKEN"] = "token";

        Assert.Empty((await PrepareAsync(folder)).Generated);
    }

    [Fact]
    public async Task What_1password_has_is_not_generated_and_what_it_has_not_is()
    {
        await using var connect = await EmulatedConnect.StartAsync($$"""
            tokens: [{ name: tests, token: {{EmulatedConnect.Token}}, vaults: { DevFlow: r } }]
            vaults: [{ name: DevFlow, items: [{ title: Security, category: API_CREDENTIAL, fields: { jwt_secret: held-in-1password, session_secret: } }] }]
            """);
        connect.Folder.CopyCatalog();
        connect.Folder.Write(".env.example", _example);

        var result = await PrepareAsync(connect.Folder);

        Assert.DoesNotContain("JWT_SECRET", result.Generated);
        Assert.Contains("SESSION_SECRET", result.Generated);
        Assert.Contains("SECRET_ENCRYPTION_KEY", result.Generated);
    }

    [Theory]
    [InlineData("hybrid")]
    [InlineData("saas")]
    [InlineData("onprem")]
    [InlineData("nonsense")]
    public async Task Nothing_happens_outside_local_mode(string mode)
    {
        using var folder = Clone();
        folder.Environment["DEVFLOW_MODE"] = mode;

        var result = await PrepareAsync(folder);

        Assert.False(result.Changed);
        Assert.False(File.Exists(folder.DotEnv));
    }

    [Theory]
    [InlineData("A='open\n")]
    [InlineData("SESSION_SECRET=${NOPE}\n")]
    [InlineData("no equals\n")]
    public async Task A_file_with_faults_is_left_alone(string text)
    {
        using var folder = Clone();
        folder.Write(".env", text);

        Assert.False((await PrepareAsync(folder)).Changed);
        Assert.Equal(text, File.ReadAllText(folder.DotEnv));
    }

    [Fact]
    public async Task A_workspace_that_is_open_sees_what_was_generated()
    {
        using var folder = Clone();
        var workspace = folder.Open();

        await FirstRun.PrepareAsync(workspace, Cancel);

        Assert.NotNull(await workspace.Resolver.TryGetAsync("SESSION_SECRET", cancellationToken: Cancel));
    }

    [Fact]
    public async Task A_folder_by_its_path_is_prepared_with_the_process_environment()
    {
        using var folder = Clone();

        var result = await FirstRun.PrepareAsync(folder.Root, Cancel);

        Assert.True(result.Created);
    }

    private static TestFolder Clone()
    {
        var folder = new TestFolder();
        folder.CopyCatalog();
        folder.Write(".env.example", _example);
        return folder;
    }

    [Fact]
    public async Task What_somebody_else_is_writing_is_waited_for_and_kept()
    {
        using var folder = Clone();
        File.Copy(Path.Combine(folder.Root, ".env.example"), folder.DotEnv);
        var text = await File.ReadAllTextAsync(folder.DotEnv, Cancel);
        Task<FirstRunResult> preparing;
        using (await DotEnvLock.TakeAsync(folder.Root, TimeProvider.System, Cancel))
        {
            preparing = PrepareAsync(folder);
            await File.WriteAllTextAsync(folder.DotEnv, DotEnvEditor.Set(text, "JWT_SECRET", "somebody-s"), Cancel);
        }

        var result = await preparing;

        Assert.Equal(_generated.Where(key => key != "JWT_SECRET"), result.Generated);
        var after = DotEnvFile.Load(folder.DotEnv, ".env");
        Assert.True(after.TryGet("JWT_SECRET", out var kept) && kept.Reveal() == "somebody-s");
        Assert.All(_generated, key => Assert.True(after.TryGet(key, out var entry) && !entry.IsEmpty, key));
    }

    private static Task<FirstRunResult> PrepareAsync(TestFolder folder) => FirstRun.PrepareAsync(folder.Open(), Cancel);
}
