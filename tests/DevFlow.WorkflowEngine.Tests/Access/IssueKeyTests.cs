using System.Diagnostics;

namespace DevFlow.WorkflowEngine.Tests.Access;

/// <summary>How the first administrator gets in where no link is printed.</summary>
public sealed class IssueKeyTests(EngineServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_for_somebody_new_is_that_of_an_administrator_and_alone_on_stdout()
    {
        await using var engine = await Engine.StartAsync(server);

        var (exitCode, output, errors) = await RunAsync(engine, "issue-api-key", "anna");

        Assert.True(exitCode == 0, errors);
        Assert.Matches("^dfk_[A-Za-z0-9_-]{43}\n$", output);
        Assert.DoesNotContain(output.Trim(), errors, StringComparison.Ordinal);
        using var client = engine.CreateAnonymousClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", output.Trim());
        var me = await client.GetJsonAsync("/api/v1/me");
        Assert.Equal(("anna", "admin"), (me.Text("name"), me.Text("role")));
    }

    [Fact]
    public async Task Who_is_known_keeps_the_role()
    {
        await using var engine = await Engine.StartAsync(server);
        using var ben = await engine.CreateClientAsync("ben");

        var (_, output, _) = await RunAsync(engine, "issue-api-key", "ben");

        using var client = engine.CreateAnonymousClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", output.Trim());
        Assert.Equal("member", (await client.GetJsonAsync("/api/v1/me")).Text("role"));
    }

    [Theory]
    [InlineData(2, "usage: issue-api-key NAME")]
    [InlineData(1, "A user's name", "an\u0001na")]
    [InlineData(1, "must not be 'local'", "local")]
    public async Task What_cannot_be_done_is_said(int exitCode, string says, params string[] names)
    {
        await using var engine = await Engine.StartAsync(server);

        var answer = await RunAsync(engine, ["issue-api-key", .. names]);

        Assert.Equal((exitCode, ""), (answer.ExitCode, answer.Output));
        Assert.Contains(says, answer.Errors, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(Engine engine, params string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "DevFlow.WorkflowEngine"), args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["LOG_LEVEL"] = "INFO";
        foreach (var (key, value) in engine.Configuration)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Cancel);
        var errors = process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, await output, await errors);
    }
}
