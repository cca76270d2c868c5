namespace DevFlow.AppHost.Tests;

public sealed class FirstRunTests
{
    private static readonly string[] Generated =
        ["SECRET_ENCRYPTION_KEY", "SESSION_SECRET", "JWT_SECRET", "JIRA_WEBHOOK_SECRET", "GITHUB_WEBHOOK_SECRET", "CONFLUENCE_WEBHOOK_SECRET"];

    [Fact]
    public async Task Without_an_env_file_the_platform_comes_up_with_generated_keys()
    {
        using var root = new TestRoot();
        MoveExampleToFreePorts(root);

        await using var host = HostProcess.Start(root);
        await host.WaitForLineAsync("Everything is up", TestContext.Current.CancellationToken);

        Assert.Contains("created .env from .env.example and generated " + string.Join(", ", Generated), host.Output, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(root.EnvFile));
        var env = await File.ReadAllTextAsync(root.EnvFile, TestContext.Current.CancellationToken);
        Assert.Contains("# Generate with: openssl rand -base64 32", env, StringComparison.Ordinal);
        foreach (var key in Generated)
        {
            var value = env.Split('\n').Single(line => line.StartsWith($"{key}=", StringComparison.Ordinal))[(key.Length + 1)..];
            Assert.NotEmpty(value);
            Assert.DoesNotContain(value, host.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_copied_example_keeps_its_lines_and_gets_its_empty_keys()
    {
        using var root = new TestRoot();
        MoveExampleToFreePorts(root);
        File.Copy(Path.Combine(root.Folder, ".env.example"), root.EnvFile);

        await using var host = HostProcess.Start(root);
        await host.WaitForLineAsync("postgres           healthy", TestContext.Current.CancellationToken);

        var example = await File.ReadAllLinesAsync(Path.Combine(root.Folder, ".env.example"), TestContext.Current.CancellationToken);
        var env = await File.ReadAllLinesAsync(root.EnvFile, TestContext.Current.CancellationToken);
        Assert.Equal(example.Length, env.Length);
        Assert.All(example.Zip(env), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.Equal(Generated.Length, example.Zip(env).Count(pair => pair.First != pair.Second));
    }

    [Fact]
    public async Task Publishing_writes_no_env_file()
    {
        using var root = new TestRoot();

        await HostProcess.RunAsync(root, TestContext.Current.CancellationToken, environment: null, "--operation", "publish");

        Assert.False(File.Exists(root.EnvFile));
    }

    [Fact]
    public async Task The_testing_builder_writes_no_env_file()
    {
        using var root = new TestRoot();

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            DistributedApplicationTestingBuilder.CreateAsync<Projects.DevFlow_AppHost>([$"--DEVFLOW_ROOT={root.Folder}"], TestContext.Current.CancellationToken));

        Assert.False(File.Exists(root.EnvFile));
    }

    [Fact]
    public async Task Another_mode_writes_no_env_file()
    {
        using var root = new TestRoot();

        var (exitCode, _) = await HostProcess.RunAsync(
            root, TestContext.Current.CancellationToken, new Dictionary<string, string?>(StringComparer.Ordinal) { ["DEVFLOW_MODE"] = "saas" });

        Assert.Equal(1, exitCode);
        Assert.False(File.Exists(root.EnvFile));
    }

    private static void MoveExampleToFreePorts(TestRoot root)
    {
        var path = Path.Combine(root.Folder, ".env.example");
        var text = File.ReadAllText(path);
        var ports = TestRoot.FreePorts(6);
        foreach (var (from, to) in (string[])["5432", "6333", "8051", "8181", "8282", "=3737"] is var fixedPorts ? fixedPorts.Zip(ports) : [])
            text = text.Replace(from, from[0] == '=' ? $"={to}" : $"{to}", StringComparison.Ordinal);
        File.WriteAllText(path, text);
    }
}
