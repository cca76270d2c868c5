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

    internal static async Task<string> RunAsync(string program, string arguments, Dictionary<string, string?> environment, string input) =>
        (await Cli.Wrap(program).WithArguments(arguments).WithWorkingDirectory(_folder).WithEnvironmentVariables(environment)
            .WithStandardInputPipe(PipeSource.FromString(input)).ExecuteBufferedAsync(TestContext.Current.CancellationToken)).StandardOutput;

    internal async Task<JsonObject> RunAsync(Uri server, string token)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["CONNECT_URL"] = server.ToString(), ["CONNECT_VAULT_ID"] = Known.DevFlow };
        return JsonNode.Parse(await RunAsync("node", "conformance.mjs", environment, token))!.AsObject();
    }

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
