using System.Diagnostics;

namespace DevFlow.LocalUi.Tests.Support;

/// <summary>The published Local UI, in a process of its own, as <c>npm run build</c> made it.</summary>
internal sealed class NodeServer : IAsyncDisposable
{
    private const string Beginning = "Local UI: ";

    private readonly Process _process;

    private NodeServer(Process process) => _process = process;

    public Uri Address { get; private set; } = null!;

    /// <param name="engine">Where the engine listens.</param>
    /// <param name="environment">What else the app host would give it.</param>
    public static async Task<NodeServer> StartAsync(Uri engine, params (string Key, string Value)[] environment)
    {
        var folder = Path.Combine(Engine.Repository, "services", "local-ui");
        var program = Path.Combine(folder, "dist", "server", "main.js");
        if (!File.Exists(program))
            await BuildAsync(folder);
        var start = new ProcessStartInfo("node", [program]) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["PORT"] = "0";
        start.Environment["WORKFLOW_ENGINE_HTTP"] = engine.GetLeftPart(UriPartial.Authority);
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        var server = new NodeServer(Process.Start(start)!);
        await server.ListeningAsync();
        return server;
    }

    // In a new clone nobody has yet. What is installed stays where it is: other tests may run from it.
    private static async Task BuildAsync(string folder)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "npm install --no-audit --no-fund >&2 && npm run build >&2"]) { WorkingDirectory = folder, UseShellExecute = false };
        using var build = Process.Start(start)!;
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(build.ExitCode == 0, "The Local UI does not build: npm ci && npm run build in services/local-ui.");
    }

    private async Task ListeningAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.True(line?.StartsWith(Beginning, StringComparison.Ordinal) is true, $"The Local UI did not start: {line}");
        Address = new(line![Beginning.Length..].Split(',')[0]);
    }

    public ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
        return ValueTask.CompletedTask;
    }
}
