using System.Diagnostics;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.Tests.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevFlow.Benchmarks;

/// <summary>Records a second that go from the files of two services into PostgreSQL, sealed, parsed, checked and indexed.</summary>
internal static class ReplicaRate
{
    private static readonly byte[] _key = new byte[32];

    public static async Task<int> RunAsync(int records)
    {
        var folder = Directory.CreateDirectory(Path.Combine("artifacts", "benchmarks", $"replica-{Environment.ProcessId}")).FullName;
        await using var postgres = await PostgresServer.StartAsync(CancellationToken.None);
        await using var database = await TestDatabase.CreateAsync(postgres);
        try
        {
            await ShipAsync(folder, database, "warm-up", 20_000);
            foreach (var services in new[] { 1, 2 })
            {
                var watch = Stopwatch.StartNew();
                var cpu = Process.GetCurrentProcess().TotalProcessorTime;
                var rates = await Task.WhenAll(Enumerable.Range(0, services).Select(service => ShipAsync(folder, database, $"bench-{services}-{service}", records / services)));
                cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
                Figures.Say($"audit replica: {rates.Sum():N0} records/s sustained, {services} sender(s), {records:N0} records; this process, which also wrote the files, used {cpu / watch.Elapsed:P0} of a core; the bar: 20,000");
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Writes a service's files, and sends them.</summary>
    /// <returns>Records a second, of the sending alone.</returns>
    private static async Task<double> ShipAsync(string folder, TestDatabase database, string service, int records)
    {
        await using (var audit = new SecretAudit(new() { Folder = folder, Service = service, Key = _ => new(_key) }))
        {
            for (var done = 0; done < records; done += 1000)
                await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => audit.RecordAsync(AuditRate.Access(i % 8), CancellationToken.None).AsTask()));
        }

        var replica = new AuditReplica(
            database.Vault, _ => new(new SecretValue(Convert.ToBase64String(_key), ".env", DateTimeOffset.UnixEpoch)), NullLogger<AuditReplica>.Instance);
        var shipper = new AuditShipper(new() { Folder = folder, Ships = name => name == service, Replica = replica });
        var watch = Stopwatch.StartNew();
        var taken = await shipper.SendAsync(CancellationToken.None);
        return taken >= records ? taken / watch.Elapsed.TotalSeconds : throw new InvalidOperationException($"{taken} of {records} records were taken");
    }
}
