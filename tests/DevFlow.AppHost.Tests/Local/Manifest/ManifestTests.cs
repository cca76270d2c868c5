using System.Text.RegularExpressions;

namespace DevFlow.AppHost.Tests;

/// <summary>
/// What each mode publishes, byte for byte. The approved files are what Aspire publishes of the same app host, too. A change that is meant:
/// look at the received file beside the approved one, and copy it over.
/// </summary>
public sealed partial class ManifestTests
{
    // Nothing of the folder's settings may come out, secret or not, but the address of the hosted API.
    private const string Env = """
        DEVFLOW_API_URL=https://api.devflow.example
        DATABASE_URL=postgresql://canary-login:canary-database@canary-host:15432/canary
        QDRANT_URL=http://canary-host:16333
        QDRANT_API_KEY=canary-qdrant
        AOSENTRY_API_KEY=canary-aosentry
        SECRET_ENCRYPTION_KEY=canary-encryption
        SESSION_SECRET=canary-session
        JWT_SECRET=canary-jwt
        DEVFLOW_API_KEY=canary-api-key
        OP_CONNECT_URL=http://localhost:18080
        OP_CONNECT_TOKEN=canary-token
        OP_SESSION=canary-session-of-connect

        """;

    private static string Folder { get; } = Path.Combine(Repository.Root, "tests", "DevFlow.AppHost.Tests", "Manifest");

    [Theory]
    [InlineData("local")]
    [InlineData("hybrid")]
    [InlineData("saas")]
    [InlineData("onprem")]
    public async Task A_mode_publishes_what_was_approved_and_no_value(string mode)
    {
        using var root = new TestRoot(Env);
        var received = Path.Combine(Folder, $"{mode}.received.json");

        var (exitCode, output) = await PublishAsync(root, received, new() { ["DEVFLOW_MODE"] = mode });

        Assert.True(exitCode == 0, output);
        Assert.Contains($"Published manifest to: {received}", output, StringComparison.Ordinal);
        var manifest = await File.ReadAllTextAsync(received, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("canary", manifest + output, StringComparison.Ordinal);
        Assert.Equal(Neutral(await File.ReadAllTextAsync(Path.Combine(Folder, $"{mode}.approved.json"), TestContext.Current.CancellationToken)), Neutral(manifest));
        File.Delete(received);
    }

    [Fact]
    public async Task Publishing_a_mode_that_there_is_not_says_which_there_are()
    {
        using var root = new TestRoot(Env);
        var target = Path.Combine(root.Folder, "manifest.json");

        var (exitCode, output) = await PublishAsync(root, target, new() { ["DEVFLOW_MODE"] = "cloud" });

        Assert.Equal(1, exitCode);
        Assert.Contains("local, hybrid, saas, onprem", output, StringComparison.Ordinal);
        Assert.False(File.Exists(target));
    }

    [Fact]
    public async Task Publishing_asks_nobody_and_writes_nothing_else()
    {
        using var root = new TestRoot(Env);
        var before = Entries(root);

        await PublishAsync(root, Path.Combine(root.Folder, "manifest.json"), new() { ["DEVFLOW_MODE"] = "onprem" });

        Assert.Equal([Path.Combine(root.Folder, "manifest.json")], Entries(root).Except(before));
    }

    private static HashSet<string> Entries(TestRoot root) => [.. Directory.EnumerateFileSystemEntries(root.Folder, "*", SearchOption.AllDirectories)];

    private static Task<(int ExitCode, string Output)> PublishAsync(TestRoot root, string file, Dictionary<string, string?> environment) => HostProcess.RunAsync(
        root, TestContext.Current.CancellationToken, environment, "--operation", "publish", "--publisher", "manifest", "--output-path", file);

    /// <summary>A volume's name holds a hash of the folder, which is another on every machine.</summary>
    private static string Neutral(string manifest) => VolumeHash().Replace(manifest.ReplaceLineEndings("\n").TrimEnd('\n'), "-HASH-");

    [GeneratedRegex("-[0-9a-f]{10}-", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VolumeHash();
}
