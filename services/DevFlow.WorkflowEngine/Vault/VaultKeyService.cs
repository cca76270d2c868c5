using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Database;

namespace DevFlow.WorkflowEngine.Vault;

/// <summary>
/// Loads the vault's keys as soon as their secrets and the database are there, and again when the secrets change. Keys that are refused
/// are tried again: somebody may put the right ones back. Until then those of before go on to be used.
/// </summary>
internal sealed partial class VaultKeyService(
    VaultKeys keys, VaultKeyReader reader, KeyRegistry registry, DatabaseSetupProgress database, SecretsWorkspace workspace, TimeProvider time, ILogger<VaultKeyService> logger)
    : EnduringService(time)
{
    private static readonly TimeSpan _again = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _whileTheDatabaseIsSetUp = TimeSpan.FromMilliseconds(100);

    private readonly Signal _asked = new();

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        workspace.Changed += Ask;
        try
        {
            while (true)
            {
                var wait = database.BlockedBy is not null ? _whileTheDatabaseIsSetUp : await TryLoadAsync(stoppingToken) ? _look : _again;
                await _asked.WaitAsync(wait, Time, stoppingToken);
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
            // Only keys that were changed are made the active ones again: another engine may be ahead of this one.
            if (IsSame(ring))
                return await IsStillGoodAsync(cancellationToken);
            await registry.AdmitAsync(ring, cancellationToken);
            keys.Take(ring);
            LogLoaded(ring.Current.Id);
            return true;
        }
#pragma warning disable CA1031 // Whatever keeps the keys from being loaded, they are tried again.
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Failed(FaultText.Of(fault));
            return false;
        }
    }

    private async Task<bool> IsStillGoodAsync(CancellationToken cancellationToken)
    {
        try
        {
            var problem = await registry.ProblemAsync(keys.Ring, cancellationToken);
            if (problem is null)
                keys.Approve();
            else
                Failed(problem);
            return problem is null;
        }
        catch (VaultException fault) when (fault.Error is VaultError.Unavailable)
        {
            // The database is away, which says nothing of the keys.
            return false;
        }
    }

    protected override void Failed(string reason)
    {
        if (keys.Problem != reason)
            LogRefused(reason);
        keys.Refuse(reason);
    }

    private bool IsSame(KeyRing ring) =>
        keys.AreAtHand && keys.Ring.All.Select(key => key.Id).SequenceEqual(ring.All.Select(key => key.Id));

    private void Ask(object? sender, EventArgs e) => _asked.Set();

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
