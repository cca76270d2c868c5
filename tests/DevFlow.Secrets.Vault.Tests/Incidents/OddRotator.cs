namespace DevFlow.Secrets.Vault.Tests.Incidents;

/// <summary>A rotator whose provider leaves the value as it is, or does not answer to a proof.</summary>
internal sealed class OddRotator(IRotator rotator) : IRotator
{
    private int _proofs;

    public string Name => rotator.Name;

    public bool MayKeepValue { get; init; }

    public bool IsHanging { get; init; }

    /// <summary>How often a proof was asked for.</summary>
    public int Proofs => _proofs;

    public bool IsDefaultFor(CatalogEntry entry) => rotator.IsDefaultFor(entry);

    public TimeSpan OverlapOf(CatalogEntry entry) => rotator.OverlapOf(entry);

    public Task ProveAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _proofs);
        return IsHanging ? Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken) : rotator.ProveAsync(rotation, cancellationToken);
    }

    public Task<SecretValue> CreateAsync(RotationContext rotation, CancellationToken cancellationToken) =>
        MayKeepValue ? Task.FromResult(rotation.Current) : rotator.CreateAsync(rotation, cancellationToken);

    public Task SetAsync(RotationContext rotation, CancellationToken cancellationToken) => rotator.SetAsync(rotation, cancellationToken);

    public Task TestAsync(RotationContext rotation, CancellationToken cancellationToken) => MayKeepValue ? Task.CompletedTask : rotator.TestAsync(rotation, cancellationToken);

    public Task RetireAsync(RotationContext rotation, CancellationToken cancellationToken) => MayKeepValue ? Task.CompletedTask : rotator.RetireAsync(rotation, cancellationToken);

    public Task RollBackAsync(RotationContext rotation, CancellationToken cancellationToken) => rotator.RollBackAsync(rotation, cancellationToken);
}
