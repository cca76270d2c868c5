using System.Diagnostics;
using DevFlow.Secrets;

namespace DevFlow.Benchmarks;

/// <summary>
/// The whole catalog, read by a workspace that knows nothing yet, round after round. bench/catalog.sh starts the emulator, whose
/// address comes on standard input, and asks 1Password's own client for the same.
/// </summary>
internal static class CatalogReads
{
    public static async Task<int> RunAsync(int rounds)
    {
        var address = (await Console.In.ReadToEndAsync()).Trim();
        for (var round = 0; round < rounds; round++)
        {
            using var folder = new DevFlowFolder();
            var before = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            await using var workspace = folder.Open(address);
            await workspace.Resolver.PreloadAsync(workspace.Catalog);
            var read = 0;
            foreach (var entry in workspace.Catalog.Entries)
            {
                if ((await workspace.Resolver.GetAsync(entry.Key)).Source == SecretSourceNames.OnePassword)
                    read++;
            }

            Figures.Say($"{watch.Elapsed.TotalMilliseconds:F1} {read} {(Environment.CpuUsage.TotalTime - before).TotalMilliseconds:F1}");
        }

        return 0;
    }
}
