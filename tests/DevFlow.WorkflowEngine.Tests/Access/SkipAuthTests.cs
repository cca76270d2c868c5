using System.Diagnostics;
using System.Net;
using DevFlow.WorkflowEngine.Access;

namespace DevFlow.WorkflowEngine.Tests.Access;

public sealed class SkipAuthTests(EngineServer server)
{
    private const string LocalMode = """
        DEVFLOW_MODE=local
        AOSENTRY_API_KEY=sk-test-aosentry-0123456789
        SECRET_ENCRYPTION_KEY=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=
        SESSION_SECRET=session-secret-0123456789abcdef0123456789
        JWT_SECRET=jwt-secret-0123456789abcdef0123456789abcd

        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_loopback_in_local_mode_whoever_shows_nothing_is_the_local_administrator()
    {
        await using var engine = await Engine.StartAsync(server, "SKIP_AUTH=true");
        using var nobody = engine.CreateAnonymousClient();
        using var wrong = engine.CreateAnonymousClient();
        wrong.DefaultRequestHeaders.Authorization = new("Bearer", "wrong");
        using var anna = await engine.CreateClientAsync("anna");

        var me = await nobody.GetJsonAsync("/api/v1/me");
        Assert.Equal(("local", "admin"), (me.Text("name"), me.Text("role")));
        await nobody.GetJsonAsync("/api/v1/users");
        await wrong.GetJsonAsync("/api/v1/me", HttpStatusCode.Unauthorized);
        Assert.Equal("anna", (await anna.GetJsonAsync("/api/v1/me")).Text("name"));
        await anna.GetJsonAsync("/api/v1/users", HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("http://localhost:8181", true)]
    [InlineData("http://127.0.0.1:8181", true)]
    [InlineData("http://127.1.2.3:8181", true)]
    [InlineData("https://[::1]:8181", true)]
    [InlineData("http://+:8181", false)]
    [InlineData("http://*:8181", false)]
    [InlineData("http://0.0.0.0:8181", false)]
    [InlineData("http://[::]:8181", false)]
    [InlineData("http://10.0.0.1:8181", false)]
    [InlineData("http://localhost.example.com:8181", false)]
    [InlineData("http://127.0.0.1.example.com:8181", false)]
    [InlineData("http://workflow-engine:8080", false)]
    public void An_address_that_others_may_reach_is_known(string address, bool isLoopback) =>
        Assert.Equal(isLoopback, SkipAuth.IsLoopback(address));

    [Fact]
    public async Task Where_other_machines_can_reach_it_an_engine_does_not_start()
    {
        var (exitCode, output) = await StartAsync("http://0.0.0.0:0", $"{LocalMode}SKIP_AUTH=true");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("SKIP_AUTH is true, and other machines can reach http://0.0.0.0:", output, StringComparison.Ordinal);
        Assert.Contains("set SKIP_AUTH=false, or listen on http://localhost alone", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_another_mode_an_engine_does_not_start()
    {
        var (exitCode, output) = await StartAsync("http://127.0.0.1:0", $"{LocalMode.Replace("=local", "=onprem", StringComparison.Ordinal)}SKIP_AUTH=true");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("SKIP_AUTH is true, which is for local mode alone", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_short_jwt_secret_an_engine_does_not_start_and_says_how_to_make_one()
    {
        var (exitCode, output) = await StartAsync("http://127.0.0.1:0", $"{LocalMode}JWT_SECRET=c4n4ry-too-short");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("JWT_SECRET has 16 bytes, and must have at least 32; make one with: openssl rand -hex 32", output, StringComparison.Ordinal);
        Assert.DoesNotContain("c4n4ry", output, StringComparison.Ordinal);
    }

    /// <summary>Starts an engine as a process and waits for its end.</summary>
    private static async Task<(int ExitCode, string Output)> StartAsync(string address, string env)
    {
        var folder = Directory.CreateTempSubdirectory("devflow-engine-").FullName;
        var path = Path.Combine(folder, ".env");
        await File.WriteAllTextAsync(path, env, Cancel);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "DevFlow.WorkflowEngine.dll"), $"--urls={address}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            Environment = { ["DEVFLOW_ROOT"] = folder },
        };
        using var process = Process.Start(start)!;
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(Cancel), process.StandardError.ReadToEndAsync(Cancel));
        try
        {
            await process.WaitForExitAsync(Cancel);
            return (process.ExitCode, string.Concat(await output));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            Directory.Delete(folder, recursive: true);
        }
    }
}
