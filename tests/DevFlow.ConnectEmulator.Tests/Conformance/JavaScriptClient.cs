using System.Text.Json.Nodes;
using CliWrap;
using CliWrap.Buffered;

namespace DevFlow.ConnectEmulator.Tests;

/// <summary>1Password's own client, installed once from its lock file.</summary>
public sealed class JavaScriptClient : IAsyncLifetime
{
    private static readonly string _folder = Path.Combine(Repository.Root, "tests", "DevFlow.ConnectEmulator.Tests", "Conformance");

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(IsInstalled("npm"), "Node.js is not installed.");
        // npm writes it last, so that it is there only after a whole installation.
        var installed = Path.Combine(_folder, "node_modules", ".package-lock.json");
        if (!File.Exists(installed) || File.GetLastWriteTimeUtc(installed) < File.GetLastWriteTimeUtc(Path.Combine(_folder, "package-lock.json")))
            await RunAsync("npm", "ci --ignore-scripts --no-audit --no-fund", new Dictionary<string, string?>(StringComparer.Ordinal), input: "");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Runs a script beside the client, which reads what it needs from its input, and gives the JSON that it prints.</summary>
    internal async Task<JsonObject> RunAsync(string script, Uri server, string input) =>
        JsonNode.Parse(await RunAsync("node", script, Environment(server), input))!.AsObject();

    internal Task<JsonObject> RunAsync(Uri server, string token) => RunAsync("conformance.mjs", server, token);

    private static async Task<string> RunAsync(string program, string arguments, Dictionary<string, string?> environment, string input) =>
        (await Cli.Wrap(program).WithArguments(arguments).WithWorkingDirectory(_folder).WithEnvironmentVariables(environment)
            .WithStandardInputPipe(PipeSource.FromString(input)).ExecuteBufferedAsync(TestContext.Current.CancellationToken)).StandardOutput;

    private static Dictionary<string, string?> Environment(Uri server) =>
        new(StringComparer.Ordinal) { ["CONNECT_URL"] = server.ToString(), ["CONNECT_VAULT_ID"] = Known.DevFlow };

    private static bool IsInstalled(string program) => (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
