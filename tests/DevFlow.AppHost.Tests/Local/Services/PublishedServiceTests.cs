using System.Diagnostics;
using System.Text.Json;
using DevFlow.ConnectEmulator;

namespace DevFlow.AppHost.Tests;

/// <summary>A service as it is in an image: published, in a folder of its own, with nothing but its environment.</summary>
public sealed class PublishedServiceTests : IDisposable
{
    private const string Token = "token-canary-0123456789";

    private readonly string _folder = Directory.CreateTempSubdirectory("devflow-published-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_finds_its_catalog_beside_it_and_its_secrets_in_1password()
    {
        await PublishAsync("services/DevFlow.KnowledgeHub");
        await using var connect = await ConnectEmulatorServer.StartAsync(new()
        {
            Quiet = true,
            Token = Token,
            VaultsYaml = "vaults: [{ name: DevFlow, items: [{ title: AOSentry, fields: { api_key: canary-aosentry-0123456789 } }] }]",
        }, Cancel);
        var url = $"http://127.0.0.1:{TestRoot.FreePorts(1)[0]}";
        using var service = Start(url, connect.Address);
        try
        {
            var health = await HealthAsync(url);

            Assert.Contains("""{"name":"aosentry","status":"Healthy","description":null}""", health.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("canary", health.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            service.Kill();
            await service.WaitForExitAsync(CancellationToken.None);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task PublishAsync(string project)
    {
        // What is built already is published as it is: the build of these tests has built it.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        using var publish = Process.Start(new ProcessStartInfo(
            "dotnet", ["publish", Path.Combine(Repository.Root, project), "--no-build", "-c", configuration, "-o", _folder, "--verbosity", "quiet"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var output = await publish.StandardOutput.ReadToEndAsync(Cancel);
        await publish.WaitForExitAsync(Cancel);
        Assert.True(publish.ExitCode == 0, output);
    }

    private Process Start(string url, Uri connect)
    {
        var start = new ProcessStartInfo(Path.Combine(_folder, "DevFlow.KnowledgeHub"))
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["ASPNETCORE_URLS"] = url;
        start.Environment["DEVFLOW_MODE"] = "onprem";
        start.Environment["OP_CONNECT_URL"] = connect.ToString();
        start.Environment["OP_CONNECT_TOKEN"] = Token;
        start.Environment["ConnectionStrings__qdrant_http"] = "http://127.0.0.1:1";
        var service = Process.Start(start)!;
        service.BeginOutputReadLine();
        return service;
    }

    private static async Task<JsonElement> HealthAsync(string url)
    {
        using var client = new HttpClient();
        while (true)
        {
            try
            {
                return JsonSerializer.Deserialize<JsonElement>(await client.GetStringAsync(new Uri($"{url}/health"), Cancel));
            }
            catch (HttpRequestException)
            {
                // It is still starting; the test's own limit ends the asking.
                Cancel.ThrowIfCancellationRequested();
            }
        }
    }
}
