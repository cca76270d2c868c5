using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace DevFlow.Secrets.Tests;

/// <summary>A folder of audit files of a test's own, with a clock and a key; removed at the end.</summary>
internal sealed class AuditRoom : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("devflow-audit-").FullName;

    public string Folder => Path.Combine(_root, "logs", "audit");

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));

    public ListLogger Logger { get; } = new();

    public byte[]? Key { get; set; } = [.. Enumerable.Range(0, 32).Select(i => (byte)(i * 7 + 1))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static SecretAccess Access(string key = "JWT_SECRET", string outcome = SecretOutcomes.Hit, string? user = null) => new()
    {
        Key = key,
        Tier = SecretTier.System,
        Source = SecretSourceNames.DotEnv,
        Outcome = outcome,
        User = user,
        TraceId = "0af7651916cd43dd8448eb211c80319c",
        SpanId = "b7ad6b7169203331",
    };

    public SecretAudit Open(string service = "api", bool required = false, ISecretAuditSink? sink = null) => new(Options(service, required, sink));

    public SecretAuditOptions Options(string service = "api", bool required = false, ISecretAuditSink? sink = null) => new()
    {
        Folder = Folder,
        Service = service,
        Key = _ => new(Key),
        Required = required,
        TimeProvider = Time,
        Logger = Logger,
        Sink = sink,
    };

    /// <summary>An audit that wrote so many accesses, an anchor in the middle, and ended.</summary>
    public async Task WriteAsync(int count, string service = "api")
    {
        await using var audit = Open(service);
        for (var i = 0; i < count; i++)
        {
            await audit.RecordAsync(Access($"KEY_{i}"), Token);
            if (i == count / 2)
                await audit.FlushAsync(Token);
        }
    }

    public Task<AuditReport> VerifyAsync() =>
        AuditVerifier.VerifyAsync(Folder, Key, Token);

    public async Task<Finding> OneErrorAsync() =>
        Assert.Single((await VerifyAsync()).Findings, finding => finding.Severity is FindingSeverity.Error);

    public async Task AssertIntactAsync()
    {
        var report = await VerifyAsync();
        Assert.True(report.IsIntact, string.Join('\n', report.Findings));
    }

    public string[] Files(string pattern = "*.jsonl") =>
        [.. Directory.GetFiles(Folder, pattern).Order(StringComparer.Ordinal)];

    public string TheFile(string service = "api") => Assert.Single(Files($"{service}.*.jsonl"));

    public string[] Lines(string service = "api") => File.ReadAllLines(TheFile(service));

    /// <summary>Changes the lines of the one file, behind the back of everyone.</summary>
    public void Rewrite(Func<List<string>, IEnumerable<string>> change, string service = "api") =>
        File.WriteAllText(TheFile(service), string.Concat(change([.. Lines(service)]).Select(line => line + "\n")), new UTF8Encoding());

    public void RemoveAnchors() => Directory.Delete(Path.Combine(Folder, "anchors"), recursive: true);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
