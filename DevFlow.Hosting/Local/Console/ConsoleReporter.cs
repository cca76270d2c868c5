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
    TimeProvider time) : IHostedService, IDisposable
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<string, ResourceProgress> _rows = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _live;
    private long _started;
    private Task _work = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Quiet)
            return Task.CompletedTask;

        _started = time.GetTimestamp();
        _live = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;
        var shown = model.Resources.Where(resource => !ResourceKind.IsPassive(resource)).ToList();
        foreach (var resource in shown)
            _rows[resource.Name] = new(resource.Name, ResourceKind.Of(resource), ResourcePhase.Starting, TimeSpan.Zero, "");
        var printer = new LogPrinter(shown, logs);
        _work = Task.WhenAll(FollowAsync(), _live ? DrawAsync(printer) : printer.RunAsync(_stopping.Token));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        _settled.TrySetResult();
        await _work;
    }

    public void Dispose() => _stopping.Dispose();

    private async Task FollowAsync()
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(_stopping.Token))
            {
                lock (_gate)
                {
                    if (_rows.TryGetValue(change.ResourceId, out var before))
                        Take(before, ResourceProgress.Of(change, time.GetElapsedTime(_started), LastLine));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The application stops.
        }
    }

    private void Take(ResourceProgress before, ResourceProgress now)
    {
        // A row that has come to rest keeps the time at which it did.
        _rows[now.Name] = now.Phase == before.Phase ? now with { After = before.After } : now;
        if (now.Phase == before.Phase)
            return;
        if (!_live && now.Phase != ResourcePhase.Stopping && (now.IsSettled || before.IsSettled))
            Console.Out.WriteLine(StartupTable.Line(now));
        if (_live && _settled.Task.IsCompleted && (now.Phase is ResourcePhase.Failed || before.Phase is ResourcePhase.Ready || now.Phase is ResourcePhase.Ready))
            AnsiConsole.Write(StartupTable.Draw([now]));
        if (!_stopping.IsCancellationRequested && IsSettled() && _settled.TrySetResult() && !_live)
            Console.Out.WriteLine(Summary());
    }

    private async Task DrawAsync(LogPrinter printer)
    {
        await AnsiConsole.Live(Table()).StartAsync(async live =>
        {
            while (!_settled.Task.IsCompleted)
            {
                await Task.WhenAny(_settled.Task, Task.Delay(Frame, time));
                live.UpdateTarget(Table());
            }
        });
        AnsiConsole.WriteLine(Summary());
        await printer.RunAsync(_stopping.Token);

        Table Table()
        {
            lock (_gate)
                return StartupTable.Draw(_rows.Values);
        }
    }

    /// <summary>Who waits for a resource that has failed will wait until somebody mends it: that, too, is an end of the start.</summary>
    private bool IsSettled()
    {
        var failed = _rows.Values.Any(row => row.Phase == ResourcePhase.Failed);
        return _rows.Values.All(row => row.IsSettled || (failed && row.Phase == ResourcePhase.Waiting));
    }

    private string Summary()
    {
        var counts = new[] { ResourcePhase.Failed, ResourcePhase.Waiting, ResourcePhase.Skipped }
            .Select(phase => (Phase: phase, Count: _rows.Values.Count(row => row.Phase == phase)))
            .Where(count => count.Count > 0)
            .Select(count => $"{count.Count} {StartupTable.Word(count.Phase)}")
            .ToList();
        var up = _rows.Values.Any(row => row.Phase == ResourcePhase.Failed) ? "Not everything is up: " : counts.Count > 0 ? "Everything is up, " : "Everything is up";
        return $"{up}{string.Join(", ", counts)} after {StartupTable.Seconds(_rows.Values.Max(row => row.After))}. Ctrl+C stops it.";
    }

    private string? LastLine(string name) => logs.Log(name).Last(1) is [var line] ? line.Content : null;
}
