using BenchmarkDotNet.Attributes;
using DevFlow.Secrets;

namespace DevFlow.Benchmarks;

/// <summary>What the audit adds to a repeated read of a cached value.</summary>
public class CountedReads
{
    private const int Reads = 1_000;

    private readonly SecretAudit _audit = new(new() { Folder = "", Service = "bench", Sink = new DiscardingSink() });
    private AccessCounter _counter = null!;
    private long _plain;

    [GlobalSetup]
    public async Task SetUpAsync() => _counter = await _audit.RecordAsync(AuditRate.Access(0), CancellationToken.None);

    [GlobalCleanup]
    public async Task CleanUpAsync() => await _audit.DisposeAsync();

    [Benchmark(Baseline = true, Description = "Interlocked.Increment", OperationsPerInvoke = Reads)]
    public void Plain()
    {
        for (var i = 0; i < Reads; i++)
            Interlocked.Increment(ref _plain);
    }

    [Benchmark(Description = "AccessCounter.Increment", OperationsPerInvoke = Reads)]
    public void Counter()
    {
        for (var i = 0; i < Reads; i++)
            _counter.Increment();
    }
}
