using DevFlow.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using Spectre.Console;

namespace DevFlow.Hosting.Local;

/// <summary>
/// Tells the person at the console how the start goes: a live table on a terminal, a line per step elsewhere; then what the
/// resources write, and when one falls ill or recovers.
/// </summary>
internal sealed class ConsoleReporter(
    DistributedApplicationModel model,
    LocalEngineOptions options,
    ResourceNotificationService notifications,
    ResourceLoggerService logs,
    TimeProvider time) : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stopping = new();
    private readonly StartupBoard _board = new(model.Resources.Where(resource => !ResourceKind.IsPassive(resource)));
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _live;
    private volatile bool _drawn;
    private bool _summarised;
    private long _started;
    private Task _work = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Quiet)
            return Task.CompletedTask;

        _started = time.GetTimestamp();
        _live = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;
        var printer = new LogPrinter(_board.Resources, logs);
        _work = Task.WhenAll(FollowAsync(), _live ? DrawAsync(printer) : printer.RunAsync());
        return Task.CompletedTask;
    }

    /// <summary>The resources have been stopped before; what they wrote last is printed to its end.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        _settled.TrySetResult();
        logs.CompleteAll();
        await _work;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _stopping.Dispose();
    }

    private async Task FollowAsync()
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(_stopping.Token))
            {
                if (_board.Take(change, time.GetElapsedTime(_started)) is var (before, now))
                    Tell(before, now);
            }
        }
        catch (OperationCanceledException)
        {
            // The application stops.
        }
    }

    private void Tell(ResourceProgress before, ResourceProgress now)
    {
        var isStep = now.IsSettled || before.IsSettled;
        if (before.Phase == now.Phase || before.Phase is ResourcePhase.Stopping || now.Phase is ResourcePhase.Stopping)
            return;
        if (!_live && isStep)
            Console.Out.WriteLine(StartupTable.Line(now));
        if (_live && _drawn && isStep)
            AnsiConsole.Write(StartupTable.Draw([now]));
        if (_board.IsAtRest && _settled.TrySetResult() && (!_live || _drawn))
            Summarise();
    }

    private async Task DrawAsync(LogPrinter printer)
    {
        await AnsiConsole.Live(StartupTable.Draw(_board.Rows)).StartAsync(async live =>
        {
            // Who stays ill says why in its log, which must not wait for a health that may never come.
            while (!_settled.Task.IsCompleted && !_board.HasLongIll(time.GetElapsedTime(_started)))
            {
                await Task.WhenAny(_settled.Task, Task.Delay(Frame, time));
                live.UpdateTarget(StartupTable.Draw(_board.Rows));
            }
        });
        _drawn = true;
        if (_settled.Task.IsCompleted)
            Summarise();
        await printer.RunAsync();
    }

    private void Summarise()
    {
        if (!_stopping.IsCancellationRequested && !Interlocked.Exchange(ref _summarised, true))
            Console.Out.WriteLine(_board.Summary());
    }
}
