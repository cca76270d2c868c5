using System.Net;
using System.Net.Sockets;

namespace DevFlow.AppHost.Tests;

/// <summary>What stands in the way of a start is said before anything starts: what, where, and what to do.</summary>
public sealed class StartErrorTests
{
    [Fact]
    public Task An_unknown_mode_lists_the_four() => RefusesAsync(
        TestRoot.CompleteEnv().Replace("DEVFLOW_MODE=local", "DEVFLOW_MODE=cloud", StringComparison.Ordinal),
        ".env:1", "DEVFLOW_MODE", "local, hybrid, saas, onprem");

    [Fact]
    public Task The_shell_beats_the_env_file_for_a_setting() => RefusesWithAsync(
        TestRoot.CompleteEnv(),
        new() { ["DEVFLOW_MODE"] = "saas" },
        "saas", "DEVFLOW_API_KEY");

    [Fact]
    public async Task A_port_in_use_is_named_with_its_key()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        await RefusesWithAsync(
            TestRoot.CompleteEnv(), new() { ["MCP_GATEWAY_PORT"] = $"{port}" }, $"port {port} (MCP_GATEWAY_PORT) is in use", "set MCP_GATEWAY_PORT");
    }

    [Fact]
    public Task Two_services_on_one_port_are_both_named() => RefusesWithAsync(
        TestRoot.CompleteEnv(), new() { ["MCP_GATEWAY_PORT"] = "18051", ["LOCAL_UI_PORT"] = "18051" }, "MCP_GATEWAY_PORT", "LOCAL_UI_PORT", "18051");

    [Fact]
    public async Task A_service_on_the_port_of_the_database_is_named()
    {
        var port = TestRoot.FreePorts(1)[0];

        await RefusesWithAsync(
            TestRoot.CompleteEnv() + $"DATABASE_URL=postgresql://devflow:devflow-password@localhost:{port}/devflow\n",
            new() { ["MCP_GATEWAY_PORT"] = $"{port}" },
            $"MCP_GATEWAY_PORT and DATABASE_URL (.env:12:14) both ask for port {port}");
    }

    [Fact]
    public Task A_malformed_database_url_is_named_without_its_password() => RefusesAsync(
        TestRoot.CompleteEnv() + "DATABASE_URL=postgresql://devflow:pass-word-canary@localhost:notaport/devflow\n",
        "DATABASE_URL", ".env:");

    [Fact]
    public Task A_database_url_without_a_login_is_refused() => RefusesAsync(
        TestRoot.CompleteEnv() + "DATABASE_URL=postgresql://localhost:15432/devflow\n",
        "DATABASE_URL names no login or no password");

    [Fact]
    public async Task All_faults_of_the_env_file_and_the_catalog_are_told_at_once()
    {
        using var root = new TestRoot(TestRoot.CompleteEnv() + "NO_EQUALS_SIGN\nUNTERMINATED=\"pass-word-canary\n");
        root.Write("config/secrets.yaml", "database:\n  url: \"op://only-one\"\n");

        var (exitCode, output) = await HostProcess.RunAsync(root, TestContext.Current.CancellationToken);

        Assert.Equal(1, exitCode);
        Assert.Contains(".env:12", output, StringComparison.Ordinal);
        Assert.Contains(".env:13", output, StringComparison.Ordinal);
        Assert.Contains("config/secrets.yaml:2", output, StringComparison.Ordinal);
        Assert.DoesNotContain("pass-word-canary", output, StringComparison.Ordinal);
    }

    [Fact]
    public Task Debug_mode_outside_local_is_refused() => RefusesWithAsync(
        TestRoot.CompleteEnv(), new() { ["DEVFLOW_MODE"] = "hybrid", ["DEBUG_MODE"] = "true" }, "DEBUG_MODE");

    private static Task RefusesAsync(string env, params string[] mentions) => RefusesWithAsync(env, [], mentions);

    private static async Task RefusesWithAsync(string env, Dictionary<string, string?> environment, params string[] mentions)
    {
        using var root = new TestRoot(env);

        var (exitCode, output) = await HostProcess.RunAsync(root, TestContext.Current.CancellationToken, environment);

        Assert.Equal(1, exitCode);
        Assert.All(mentions, text => Assert.Contains(text, output, StringComparison.Ordinal));
        Assert.DoesNotContain("pass-word-canary", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.False(root.HasStartedSomething, "something was started");
    }
}
