using System.Diagnostics;
using System.Globalization;
using System.Text;
using DevFlow.ConnectEmulator;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.Tests.Postgres;

namespace DevFlow.Benchmarks;

/// <summary>
/// How long it takes until so many random keys of 1Password, which fell due in one moment, are replaced: begun by the schedule, done step by step as an engine
/// does, on record in an audit file. PostgreSQL is a process of its own, the emulator of Connect runs in this one.
/// </summary>
internal static class DueRotations
{
    // As many as an engine does at once.
    private const int AtOnce = 6;

    public static async Task<int> RunAsync(int count)
    {
        await using var postgres = await PostgresServer.StartAsync(CancellationToken.None);
        await using var database = await TestDatabase.CreateAsync(postgres);
        var folder = Directory.CreateTempSubdirectory("devflow-bench-").FullName;
        try
        {
            await using var connect = await ConnectAsync(folder, count);
            await using var workspace = SecretsWorkspace.Open(new()
            {
                Root = folder,
                Caching = SecretCaching.InMemory,
                AuditAs = "bench",
                Environment = name => name switch
                {
                    "OP_CONNECT_URL" => connect.Address.ToString(),
                    "OP_CONNECT_TOKEN" => DevFlowFolder.Token,
                    _ => null,
                },
            });
            await workspace.Resolver.PreloadAsync(workspace.Catalog);
            await RotateAsync(database, workspace, count);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RotateAsync(TestDatabase database, SecretsWorkspace workspace, int count)
    {
        var key = LocalKeyEncryptionKey.Parse(new SecretValue(Convert.ToBase64String(new byte[32]), SecretSourceNames.DotEnv, DateTimeOffset.UnixEpoch));
        var envelope = new Envelope(() => new KeyRing(key));
        using var accepted = new AcceptedSecrets(database.Vault, envelope, workspace, TimeProvider.System);
        var catalog = new RotationCatalog(workspace, [new RandomKeyRotator(accepted)]);
        var runs = new RotationRuns(database.Vault, catalog, new AccessChanges(workspace.RecordAsync), TimeProvider.System);
        var destinations = new RotationDestinations(workspace, new ProjectSecrets(database.Vault, envelope, workspace, workspace.RecordAsync), workspace.RecordAsync);
        var runner = new RotationRunner(database.Vault, envelope, catalog, destinations, workspace.RecordAsync, TimeProvider.System);
        var schedule = new RotationSchedule(database.Vault, catalog, runs, TimeProvider.System);
        await schedule.BeginDueAsync(CancellationToken.None);
        await using (var admin = Npgsql.NpgsqlDataSource.Create($"{database.AdminConnectionString};Pooling=false"))
        {
            await using var age = admin.CreateCommand("UPDATE devflow.rotation_ages SET since = since - interval '100 days'");
            await age.ExecuteNonQueryAsync();
        }

        var watch = Stopwatch.StartNew();
        var begun = await schedule.BeginDueAsync(CancellationToken.None);
        var began = watch.Elapsed;
        var states = new System.Collections.Concurrent.ConcurrentBag<string?>();
        while (await runs.ReadyAsync(200, CancellationToken.None) is { Count: > 0 } ready)
            await Parallel.ForEachAsync(ready, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (run, token) => states.Add((await runner.RunAsync(run, token))?.State));
        var rotated = states.Count(state => state == RotationStates.Overlap);
        if (begun != count || rotated != count)
            throw new InvalidOperationException($"{begun} of {count} were begun, {rotated} rotated");
        Figures.Say($"{count:N0} due rotations: begun after {began.TotalSeconds:F1} s, the last new value in force after {watch.Elapsed.TotalSeconds:F1} s; the bar: 60 s");
    }

    private static Task<ConnectEmulatorServer> ConnectAsync(string folder, int count)
    {
        var (catalog, items) = (new StringBuilder("keys:\n"), new StringBuilder());
        for (var i = 0; i < count; i++)
        {
            catalog.Append(CultureInfo.InvariantCulture, $"  key_{i}: {{ env: KEY_{i}, ref: \"op://DevFlow/Key {i}/value\", rotator: random-key, rotate: 90d, overlap: 1d }}\n");
            items.Append(CultureInfo.InvariantCulture, $"      - {{ title: Key {i}, fields: {{ value: first-value-0123456789-{i} }} }}\n");
        }

        Directory.CreateDirectory(Path.Combine(folder, "config"));
        File.WriteAllText(Path.Combine(folder, "config", "secrets.yaml"), catalog.ToString());
        return ConnectEmulatorServer.StartAsync(new()
        {
            VaultsYaml = $"tokens:\n  - {{ name: bench, token: {DevFlowFolder.Token}, vaults: {{ \"*\": rw }} }}\nvaults:\n  - name: DevFlow\n    items:\n{items}",
            Quiet = true,
        });
    }
}
