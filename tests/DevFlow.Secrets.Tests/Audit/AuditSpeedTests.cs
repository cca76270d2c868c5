using System.Diagnostics;

namespace DevFlow.Secrets.Tests;

/// <summary>Says how fast the audit is; asserts only that nothing is lost at that speed.</summary>
public sealed class AuditSpeedTests(ITestOutputHelper output) : IDisposable
{
    private const int Writers = 8;

    private readonly AuditRoom _room = new();

    [Fact]
    public async Task Records_are_written_at_a_speed_that_is_told()
    {
        var each = Soak.Times(inEveryRun: 2_000, inFull: 50_000);
        var token = TestContext.Current.CancellationToken;
        var watch = Stopwatch.StartNew();
        await using (var audit = _room.Open())
        {
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(
                async () =>
                {
                    for (var i = 0; i < each; i++)
                        await audit.RecordAsync(AuditRoom.Access($"KEY_{writer}"), token);
                },
                token)));
            output.WriteLine($"{Writers * each / watch.Elapsed.TotalSeconds:N0} records/s, {Writers} writers, each record awaited");
        }

        watch.Restart();
        var report = await _room.VerifyAsync();
        output.WriteLine($"{report.Records / watch.Elapsed.TotalSeconds:N0} records/s verified");
        Assert.Equal(Writers * each, report.Accesses);
    }

    [Fact]
    public async Task A_repeated_read_costs_what_is_told()
    {
        var times = Soak.Times(inEveryRun: 1_000_000, inFull: 100_000_000);
        await using var audit = _room.Open();
        var counter = await audit.RecordAsync(AuditRoom.Access(), TestContext.Current.CancellationToken);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < times; i++)
            counter.Increment();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        output.WriteLine($"{watch.Elapsed.TotalNanoseconds / times:N1} ns a read");
        Assert.InRange(allocated, 0, 1024);
    }

    public void Dispose() => _room.Dispose();
}
