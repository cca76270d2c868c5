using System.Text.Json.Nodes;
using CliWrap;
using CliWrap.Buffered;

namespace DevFlow.QdrantEmulator.Tests;

/// <summary>Qdrant's own client, installed once from its lock file.</summary>
public sealed class JavaScriptClient : IAsyncLifetime
{
    private static readonly string _folder = Path.Combine(Repository.Root, "tests", "DevFlow.QdrantEmulator.Tests", "Conformance");

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(IsInstalled("npm"), "Node.js is not installed.");
        // npm writes it last, so that it is there only after a whole installation.
        var installed = Path.Combine(_folder, "node_modules", ".package-lock.json");
        if (!File.Exists(installed) || File.GetLastWriteTimeUtc(installed) < File.GetLastWriteTimeUtc(Path.Combine(_folder, "package-lock.json")))
            await RunAsync("npm", "ci --ignore-scripts --no-audit --no-fund", new Dictionary<string, string?>(StringComparer.Ordinal), input: "");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Runs the script, and gives the JSON that it prints.</summary>
    internal static async Task<JsonObject> RunAsync(Uri server, string key) => JsonNode.Parse(await RunAsync(
        "node", "conformance.mjs", new Dictionary<string, string?>(StringComparer.Ordinal) { ["QDRANT_URL"] = server.ToString() }, key))!.AsObject();

    private static async Task<string> RunAsync(string program, string arguments, Dictionary<string, string?> environment, string input) =>
        (await Cli.Wrap(program).WithArguments(arguments).WithWorkingDirectory(_folder).WithEnvironmentVariables(environment)
            .WithStandardInputPipe(PipeSource.FromString(input)).ExecuteBufferedAsync(TestContext.Current.CancellationToken)).StandardOutput;

    private static bool IsInstalled(string program) => (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
