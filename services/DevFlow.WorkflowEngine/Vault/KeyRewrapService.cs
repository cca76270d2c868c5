using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;

namespace DevFlow.WorkflowEngine.Vault;

/// <summary>Wraps data keys anew when there is an older key beside the current one: at start, when keys change, and when asked.</summary>
internal sealed partial class KeyRewrapService(VaultKeys keys, KeyRewrap rewrap, RewrapProgress progress, TimeProvider time, ILogger<KeyRewrapService> logger) : EnduringService(time)
{
    private static readonly TimeSpan _again = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _say = TimeSpan.FromSeconds(10);

    private readonly Signal _asked = new();

    public void Ask() => _asked.Set();

    public override void Dispose()
    {
        _asked.Dispose();
        base.Dispose();
    }

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        keys.Taken += Ask;
        try
        {
            while (true)
            {
                var done = !keys.AreAtHand || await TryRunAsync(stoppingToken);
                await _asked.WaitAsync(done ? Timeout.InfiniteTimeSpan : _again, Time, stoppingToken);
            }
        }
        finally
        {
            keys.Taken -= Ask;
        }
    }

    private async Task<bool> TryRunAsync(CancellationToken cancellationToken)
    {
        progress.IsRunning = true;
        try
        {
            var said = Time.GetTimestamp();
            var result = await rewrap.RunAsync(
                wrapped =>
                {
                    progress.Add(wrapped);
                    if (Time.GetElapsedTime(said) < _say)
                        return;
                    said = Time.GetTimestamp();
                    LogProgress(progress.Wrapped);
                },
                cancellationToken);
            progress.Problem = null;
            progress.Refused = result.Refused.Count;
            Say(result);
            return true;
        }
#pragma warning disable CA1031 // Whatever stands in the way, it is tried again.
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Failed(FaultText.Of(fault));
            // What another engine is at is waited for, until the keys of this one change.
            return fault is VaultException { Error: VaultError.Conflict };
        }
        finally
        {
            progress.IsRunning = false;
        }
    }

    protected override void Failed(string reason)
    {
        if (progress.Problem != reason)
            LogWaiting(reason);
        progress.Problem = reason;
    }

    private void Say(RewrapResult result)
    {
        if (result.Wrapped > 0)
            LogWrapped(result.Wrapped, keys.Ring.Current.Id);
        foreach (var id in result.Refused)
            LogDoesNotOpen(id);
        foreach (var id in result.Spare)
            LogSpare(id);
    }

    private void Ask(object? sender, EventArgs e) => Ask();

    [LoggerMessage(Level = LogLevel.Information, Message = "the vault is being wrapped anew: {Count} data keys so far")]
    private partial void LogProgress(long count);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} data keys of the vault are wrapped anew by {KeyId}")]
    private partial void LogWrapped(long count, string keyId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "the key {KeyId} wraps nothing any more: SECRET_ENCRYPTION_KEY_PREVIOUS can go, where it holds this one")]
    private partial void LogSpare(string keyId);

    [LoggerMessage(Level = LogLevel.Error, Message = "the data key {Id} does not open: its row was altered. It stays as it is, and so does the key that wrapped it; restore the row from a backup, or write the secret again")]
    private partial void LogDoesNotOpen(Guid id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "wrapping the vault anew waits: {Reason}")]
    private partial void LogWaiting(string reason);
}
