using System.Threading.Channels;
using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Database;

namespace DevFlow.WorkflowEngine.People;

/// <summary>Copies people's secrets to 1Password: at once after a change here, after a while for changes elsewhere, and ever more rarely while it does not succeed.</summary>
internal sealed partial class WriteThroughService(
    WriteThrough copies, UserSecrets secrets, OnePasswordVaults vaults, DatabaseSetupProgress database, TimeProvider time, ILogger<WriteThroughService> logger)
    : EnduringService(time)
{
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _shortest = TimeSpan.FromSeconds(1);

    // So that of many changes in a row not each is looked for by itself.
    private static readonly TimeSpan _gather = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(1);

    // One signal says as much as ten: there is something to look at.
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private string? _failure;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        secrets.Changed += Signal;
        vaults.Changed += Signal;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        secrets.Changed -= Signal;
        vaults.Changed -= Signal;
        return base.StopAsync(cancellationToken);
    }

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        await database.DoneAsync(stoppingToken);
        var pause = _shortest;
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await IsDoneAsync(stoppingToken))
            {
                pause = _shortest;
                await WaitAsync(_look, stoppingToken);
                await Task.Delay(_gather, Time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            // While 1Password is away, each change of a secret is no reason to knock at its door.
            await Task.Delay(pause, Time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < _longest ? pause * 2 : _longest;
        }
    }

    private async Task<bool> IsDoneAsync(CancellationToken cancellationToken)
    {
        try
        {
            var isDone = await copies.RunAsync(cancellationToken);
            _failure = null;
            return isDone;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception fault)
        {
            // The database is away, or the audit cannot be written: the next pass finds all of it again.
            Failed(FaultText.Of(fault));
            return false;
        }
    }

    // Said once, not with each pass.
    protected override void Failed(string reason)
    {
        if (_failure != reason)
            LogFailed(reason);
        _failure = reason;
    }

    private async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var waiting = new CancellationTokenSource(atMost, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(waiting.Token, cancellationToken);
        await _signals.Reader.ReadAsync(either.Token).AsTask().ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void Signal(object? sender, EventArgs e) => _signals.Writer.TryWrite(true);

    [LoggerMessage(Level = LogLevel.Warning, Message = "no copies of people's secrets are made now: {Reason}")]
    private partial void LogFailed(string reason);
}
