using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Database;
using Npgsql;

namespace DevFlow.WorkflowEngine.Vault;

/// <summary>
/// Loads the vault's keys as soon as their secrets and the database are there, and again when the secrets change. Keys that are refused
/// are tried again: somebody may put the right ones back. Until then those of before go on to be used.
/// </summary>
internal sealed partial class VaultKeyService(
    VaultKeys keys, VaultKeyReader reader, KeyRegistry registry, DatabaseSetupProgress database, SecretsWorkspace workspace, TimeProvider time, ILogger<VaultKeyService> logger)
    : BackgroundService
{
    private static readonly TimeSpan _again = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _whileTheDatabaseIsSetUp = TimeSpan.FromMilliseconds(100);

    // One request is as good as many: what comes of them is the newest state.
    private readonly SemaphoreSlim _asked = new(0, 1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        workspace.Changed += Ask;
        try
        {
            while (true)
            {
                // Nothing is awaited for good but a change.
                var wait = database.BlockedBy is not null ? _whileTheDatabaseIsSetUp : await TryLoadAsync(stoppingToken) ? Timeout.InfiniteTimeSpan : _again;
                await WaitAsync(wait, stoppingToken);
            }
        }
        finally
        {
            workspace.Changed -= Ask;
        }
    }

    private async Task<bool> TryLoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var ring = await reader.ReadAsync(cancellationToken);
            if (IsSame(ring))
                return true;
            await registry.AdmitAsync(ring, cancellationToken);
            keys.Take(ring);
            LogLoaded(ring.Current.Id);
            return true;
        }
        catch (Exception fault) when (fault is VaultException or SecretNotFoundException or SecretAccessDeniedException or DatabaseSetupException or NpgsqlException)
        {
            if (keys.Problem != fault.Message)
                LogRefused(fault.Message);
            keys.Refuse(fault.Message);
            return false;
        }
    }

    private bool IsSame(KeyRing ring) =>
        keys is { AreAtHand: true, Problem: null } && keys.Ring.All.Select(key => key.Id).SequenceEqual(ring.All.Select(key => key.Id));

    private void Ask(object? sender, EventArgs e)
    {
        try
        {
            _asked.Release();
        }
        catch (SemaphoreFullException)
        {
            // It has been asked for already.
        }
    }

    private async Task WaitAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timeout = Task.Delay(duration, time, either.Token);
        var asked = _asked.WaitAsync(either.Token);
        await Task.WhenAny(timeout, asked);
        await either.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    public override void Dispose()
    {
        _asked.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "the vault is open; the key {KeyId} wraps")]
    private partial void LogLoaded(string keyId);

    [LoggerMessage(Level = LogLevel.Error, Message = "the vault's keys are refused: {Reason}")]
    private partial void LogRefused(string reason);
}
