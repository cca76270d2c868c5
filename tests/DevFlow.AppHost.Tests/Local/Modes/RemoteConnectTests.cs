namespace DevFlow.AppHost.Tests;

/// <summary>On premises the address of Connect says whether it is started here.</summary>
public sealed class RemoteConnectTests
{
    [Fact]
    public async Task A_connect_server_of_another_machine_is_asked_before_anything_starts()
    {
        using var root = new TestRoot("DEVFLOW_MODE=onprem\nOP_CONNECT_URL=https://connect.example.test\nOP_CONNECT_TOKEN=token-canary-0123456789\n");

        var (exitCode, output) = await HostProcess.RunAsync(root, TestContext.Current.CancellationToken);

        Assert.Equal(1, exitCode);
        Assert.Contains("1Password could not be asked for", output, StringComparison.Ordinal);
        Assert.Contains("connect.example.test", output, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OP_CONNECT_URL=http://127.0.0.1:18080")]
    [InlineData("OP_CONNECT_HOST=http://[::1]:18080")]
    [InlineData("OP_CONNECT_HOST=http://localhost:18080/v1")]
    public async Task One_of_this_machine_is_started_and_not_asked_before(string line)
    {
        using var root = new TestRoot($"DEVFLOW_MODE=onprem\n{line}\nOP_CONNECT_TOKEN=token-0123456789\n");

        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.DevFlow_AppHost>(
            [$"--DEVFLOW_ROOT={root.Folder}"], TestContext.Current.CancellationToken);

        Assert.Contains(builder.Resources, resource => resource.Name == "onepassword");
    }
}
