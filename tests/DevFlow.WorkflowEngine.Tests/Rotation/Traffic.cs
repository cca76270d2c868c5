using System.Collections.Concurrent;
using System.Diagnostics;

namespace DevFlow.WorkflowEngine.Tests.Rotation;

/// <summary>Begins a query every few milliseconds, whether those before are done or not, as long as they are not too many; and keeps what they failed with.</summary>
internal sealed class Traffic : IAsyncDisposable
{
    // On a machine that is too busy for the rate it would be the queue for a connection that fails.
    private const int MostAtOnce = 8;

    private readonly CancellationTokenSource _ends = new();
    private readonly Task _running;
    private readonly ConcurrentQueue<TimeSpan> _times = [];
    private int _underWay;

    /// <param name="perSecond">How many a second, at most.</param>
    /// <param name="query">The query.</param>
    public Traffic(int perSecond, Func<Task> query) => _running = Task.Run(() => RunAsync(TimeSpan.FromSeconds(1) / perSecond, query));

    public ConcurrentQueue<Exception> Failures { get; } = [];

    public int Done => _times.Count;

    /// <summary>Of those that are done, how long they took.</summary>
    public string Figures
    {
        get
        {
            var times = _times.Order().ToList();
            return $"{times.Count} queries, {Failures.Count} failed; median {times[times.Count / 2].TotalMilliseconds:F1} ms, p95 {times[times.Count * 95 / 100].TotalMilliseconds:F1} ms, longest {times[^1].TotalMilliseconds:F0} ms";
        }
    }

    /// <summary>Waits until so many more are done.</summary>
    public async Task FlowAsync(int count)
    {
        var until = Done + Failures.Count + count;
        while (Done + Failures.Count < until)
            await Task.Delay(10, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _ends.CancelAsync();
        await _running;
        _ends.Dispose();
    }

    private async Task RunAsync(TimeSpan every, Func<Task> query)
    {
        using var timer = new PeriodicTimer(every);
        var begun = new List<Task>();
        while (!_ends.IsCancellationRequested)
        {
            if (Volatile.Read(ref _underWay) < MostAtOnce)
                begun.Add(QueryAsync(query));
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        await Task.WhenAll(begun);
    }

    private async Task QueryAsync(Func<Task> query)
    {
        Interlocked.Increment(ref _underWay);
        var began = Stopwatch.GetTimestamp();
        try
        {
            await query();
            _times.Enqueue(Stopwatch.GetElapsedTime(began));
        }
        catch (Exception fault)
        {
            Failures.Enqueue(fault);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
