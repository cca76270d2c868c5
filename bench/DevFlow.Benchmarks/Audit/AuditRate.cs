using System.Diagnostics;
using DevFlow.Secrets;

namespace DevFlow.Benchmarks;

/// <summary>Records a second that eight writers get onto the disk, each waiting for its record before it makes the next.</summary>
internal static class AuditRate
{
    private const int Writers = 8;

    public static SecretAccess Access(int writer) => new()
    {
        Key = Sample.Keys[writer],
        Tier = SecretTier.System,
        Source = SecretSourceNames.OnePassword,
        Outcome = "hit",
        Reference = "op://DevFlow/AOSentry/api_key",
        Version = 3,
        TraceId = "0af7651916cd43dd8448eb211c80319c",
        SpanId = "b7ad6b7169203331",
    };

    public static async Task<int> RunAsync(int seconds)
    {
        // Not the folder for temporary files, which may lie in memory.
        var folder = Directory.CreateDirectory(Path.Combine("artifacts", "benchmarks", $"audit-{Environment.ProcessId}")).FullName;
        try
        {
            var audit = new SecretAudit(new() { Folder = folder, Service = "bench", Key = _ => new(new byte[32]) });
            await MeasureAsync(audit, TimeSpan.FromSeconds(1));
            var rates = new List<double>();
            for (var i = 0; i < seconds; i++)
                rates.Add(await MeasureAsync(audit, TimeSpan.FromSeconds(1)));
            await audit.DisposeAsync();
            Figures.Say($"audit: {Figures.Median(rates):N0} records/s, median of {seconds} seconds ({rates.Min():N0} to {rates.Max():N0}), {Writers} writers, each record awaited; the bar: 20,000");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> MeasureAsync(SecretAudit audit, TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var access = Access(writer);
            var count = 0L;
            for (; watch.Elapsed < duration; count++)
                await audit.RecordAsync(access, CancellationToken.None);
            return count;
        })));
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }
}
