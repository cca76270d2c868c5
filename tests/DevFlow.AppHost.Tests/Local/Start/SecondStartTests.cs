using DevFlow.ConnectEmulator;

namespace DevFlow.AppHost.Tests;

/// <summary>What is there already when the app host starts.</summary>
public sealed class SecondStartTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_start_says_who_runs_and_not_that_its_ports_are_taken()
    {
        using var root = new TestRoot(TestRoot.CompleteEnv());
        await using var first = HostProcess.Start(root);
        await first.WaitForLineAsync("workflow-engine    healthy", Cancel);

        var (exitCode, output) = await HostProcess.RunAsync(root, Cancel);

        Assert.Equal(1, exitCode);
        Assert.Contains($"The application runs already: process {first.Id} ", output, StringComparison.Ordinal);
        Assert.Contains($"kill {first.Id}", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connect_server_that_runs_here_already_is_used()
    {
        await using var connect = await ConnectEmulatorServer.StartAsync(new() { Quiet = true, Token = "token-canary-0123456789" }, Cancel);
        using var root = new TestRoot($"DEVFLOW_MODE=onprem\nOP_CONNECT_URL={connect.Address}\nOP_CONNECT_TOKEN=token-canary-0123456789\n");

        var (exitCode, output) = await HostProcess.RunAsync(root, Cancel);

        // It was asked, and has nothing: that is said before anything starts.
        Assert.Equal(1, exitCode);
        Assert.Contains("JWT_SECRET is required in onprem mode", output, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", output, StringComparison.Ordinal);
        Assert.NotEmpty(connect.Requests.All);
    }

    [Fact]
    public async Task A_target_of_aspires_is_refused_with_how_to_get_it()
    {
        using var root = new TestRoot(TestRoot.CompleteEnv());

        var (exitCode, output) = await HostProcess.RunAsync(
            root, Cancel, environment: null, "--operation", "publish", "--step", "publish", "--target", "compose", "--output-path", root.Folder);

        Assert.Equal(1, exitCode);
        Assert.Contains("Set DEVFLOW_ENGINE=aspire", output, StringComparison.Ordinal);
    }
}
