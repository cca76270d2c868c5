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
        Assert.True(File.Exists(program), "The Local UI is not built: npm ci && npm run build in services/local-ui.");
        var start = new ProcessStartInfo("node", [program]) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["PORT"] = "0";
        start.Environment["WORKFLOW_ENGINE_HTTP"] = engine.GetLeftPart(UriPartial.Authority);
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        var server = new NodeServer(Process.Start(start)!);
        await server.ListeningAsync();
        return server;
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
