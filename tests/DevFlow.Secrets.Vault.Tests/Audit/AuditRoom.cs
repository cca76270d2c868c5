using System.Text;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Audit;

/// <summary>A folder of audit files, a database, and a replica between them.</summary>
internal sealed class AuditRoom : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("devflow-audit-").FullName;

    private AuditRoom(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public string Folder => Path.Combine(_root, "logs", "audit");

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));

    public byte[]? Key { get; set; } = [.. Enumerable.Range(0, 32).Select(i => (byte)(i * 7 + 1))];

    /// <summary>The key that the replica has.</summary>
    public byte[]? ReplicaKey { get; set; } = [.. Enumerable.Range(0, 32).Select(i => (byte)(i * 7 + 1))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<AuditRoom> CreateAsync(VaultServer server) => new(await server.CreateDatabaseAsync());

    public static async Task<AuditRoom> CreateAsync(PostgresServer server) => new(await TestDatabase.CreateAsync(server));

    public static SecretAccess Access(string key, string? user = null, string outcome = "hit") => new()
    {
        Key = key,
        Tier = SecretTier.System,
        Source = "1password",
        Outcome = outcome,
        Reference = "op://DevFlow/AOSentry/api_key",
        Version = 3,
        User = user,
        TraceId = "0af7651916cd43dd8448eb211c80319c",
        SpanId = "b7ad6b7169203331",
    };

    public SecretAudit Open(string service = "api", TimeProvider? time = null) => new(new()
    {
        Folder = Folder,
        Service = service,
        Key = _ => new(Key is null ? (ReadOnlyMemory<byte>?)null : Key),
        TimeProvider = time ?? Time,
    });

    /// <summary>An audit that wrote so many accesses, an anchor in the middle, and ended.</summary>
    public async Task WriteAsync(int count, string service = "api", string prefix = "KEY")
    {
        await using var audit = Open(service);
        for (var i = 0; i < count; i++)
        {
            await audit.RecordAsync(Access($"{prefix}_{i}"), Token);
            if (i == count / 2)
                await audit.FlushAsync(Token);
        }
    }

    public AuditReplica Replica() => new(
        Database.Vault,
        _ => new(ReplicaKey is null ? null : new SecretValue(Convert.ToBase64String(ReplicaKey), ".env", DateTimeOffset.UnixEpoch)),
        NullLogger<AuditReplica>.Instance);

    public AuditShipper Shipper(int maxBatchBytes = 64 * 1024) => new(new()
    {
        Folder = Folder,
        Ships = _ => true,
        Replica = Replica(),
        TimeProvider = Time,
        MaxBatchBytes = maxBatchBytes,
    });

    public string[] Files() => [.. Directory.GetFiles(Folder, "*.jsonl").Order(StringComparer.Ordinal)];

    public string TheFile => Assert.Single(Files());

    public string[] Lines() => File.ReadAllLines(TheFile);

    /// <summary>Changes the lines of the one file, behind the back of everyone.</summary>
    public void Rewrite(IEnumerable<string> lines) => File.WriteAllText(TheFile, string.Concat(lines.Select(line => line + "\n")), new UTF8Encoding());

    public AuditBatch Batch(IEnumerable<string> lines, bool fromStart, string? file = null) => new(
        file ?? Path.GetFileName(TheFile), Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))), fromStart);

    /// <summary>The lines that the database has of a file, pieces among them, in the order of the chain.</summary>
    public async Task<string[]> TakenAsync(string? file = null, int part = 1)
    {
        await using var admin = new NpgsqlConnection(Database.AdminConnectionString);
        var rows = await admin.QueryAsync<(string Line, byte[]? Piece)>("""
            SELECT r.line, r.piece FROM devflow.audit_records r JOIN devflow.audit_chains c ON c.id = r.chain
            WHERE c.file = @file AND c.part = @part ORDER BY r.seq
            """, new { file = Path.GetFileName(file ?? TheFile), part });
        return [.. rows.SelectMany(row => row.Piece is null ? [row.Line] : new[] { Encoding.ASCII.GetString(row.Piece), row.Line })];
    }

    public async Task<(string State, string? Reason, string? Proof, long Seq)> ChainAsync(int part = 1)
    {
        await using var admin = new NpgsqlConnection(Database.AdminConnectionString);
        return await admin.QuerySingleAsync<(string, string?, string?, long)>(
            "SELECT state, reason, proof, seq FROM devflow.audit_chains WHERE file = @file AND part = @part", new { file = Path.GetFileName(TheFile), part });
    }

    /// <summary>What the database has is what stands in the files, line for line, and nothing twice.</summary>
    public async Task AssertCompleteAsync()
    {
        var total = 0;
        foreach (var file in Files())
        {
            var lines = await File.ReadAllLinesAsync(file, Token);
            Assert.Equal(lines, await TakenAsync(file));
            total += lines.Length;
        }

        await using var admin = new NpgsqlConnection(Database.AdminConnectionString);
        Assert.Equal(total, await admin.ExecuteScalarAsync<long>("SELECT count(*) + count(piece) FROM devflow.audit_records"));
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }
}
