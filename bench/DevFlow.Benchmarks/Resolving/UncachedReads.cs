using System.Diagnostics;
using DevFlow.ConnectEmulator;
using DevFlow.Secrets;

namespace DevFlow.Benchmarks;

/// <summary>Reads that ask Connect, over loopback, with titles known: one HTTP call each. The emulator runs in the same process.</summary>
internal static class UncachedReads
{
    private const int Reads = 2_000;
    private const string Key = "AOSENTRY_API_KEY";

    public static async Task<int> RunAsync()
    {
        using var folder = new DevFlowFolder();
        await using var server = await ConnectEmulatorServer.StartAsync(new() { VaultsFile = DevFlowFolder.SampleVaults, Quiet = true });
        await using var workspace = folder.Open(server.Address.ToString());
        await MeasureAsync(workspace, Reads);
        server.Requests.Clear();
        var times = await MeasureAsync(workspace, Reads);
        Figures.Say($"uncached read: p50 {Figures.Median(times):F2} ms, p95 {Figures.Percentile(times, 95):F2} ms, p99 {Figures.Percentile(times, 99):F2} ms of {Reads} reads, {server.Requests.Count} HTTP calls; the bar: p95 5 ms");
        var bare = await BareAsync(server);
        Figures.Say($"the same HTTP call by a bare HttpClient: p50 {Figures.Median(bare):F2} ms, p95 {Figures.Percentile(bare, 95):F2} ms");
        return 0;
    }

    private static async Task<List<double>> MeasureAsync(SecretsWorkspace workspace, int reads)
    {
        var times = new List<double>(reads);
        for (var i = 0; i < reads; i++)
        {
            workspace.Invalidate(new SecretInvalidation { Key = Key, Reference = workspace.Catalog.Entries.Single(entry => entry.Key == Key).Reference, Revoked = true });
            var watch = Stopwatch.StartNew();
            await workspace.Resolver.GetAsync(Key);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return times;
    }

    private static async Task<List<double>> BareAsync(ConnectEmulatorServer server)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {DevFlowFolder.Token}");
        var path = server.Requests.All[^1].Path;
        var times = new List<double>(Reads);
        for (var i = 0; i < Reads * 2; i++)
        {
            var watch = Stopwatch.StartNew();
            await client.GetStringAsync(new Uri(path, UriKind.Relative));
            if (i >= Reads)
                times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return times;
    }
}
