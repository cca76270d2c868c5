namespace DevFlow.Secrets.Vault.Tests.Rotation;

/// <summary>A rotator one step of which fails.</summary>
internal sealed class FailingRotator(IRotator rotator, string failing) : IRotator
{
    public const string Reason = "the provider does not take it";

    public string Name => rotator.Name;

    public bool IsOneWay { get; init; }

    /// <summary>What it fails with; null for a reason that can be told.</summary>
    public Exception? Fault { get; init; }

    /// <summary>How often the step fails.</summary>
    public int Times { get; set; } = int.MaxValue;

    public bool IsDefaultFor(CatalogEntry entry) => rotator.IsDefaultFor(entry);

    public TimeSpan OverlapOf(CatalogEntry entry) => rotator.OverlapOf(entry);

    public Task ProveAsync(RotationContext rotation, CancellationToken cancellationToken) => rotator.ProveAsync(rotation, cancellationToken);

    public async Task<SecretValue> CreateAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        Fail(RotationSteps.Create);
        return await rotator.CreateAsync(rotation, cancellationToken);
    }

    public Task SetAsync(RotationContext rotation, CancellationToken cancellationToken) => After(RotationSteps.Set, rotator.SetAsync(rotation, cancellationToken));

    public Task TestAsync(RotationContext rotation, CancellationToken cancellationToken) => After(RotationSteps.Test, rotator.TestAsync(rotation, cancellationToken));

    public Task RetireAsync(RotationContext rotation, CancellationToken cancellationToken) => After(RotationSteps.Retire, rotator.RetireAsync(rotation, cancellationToken));

    public Task RollBackAsync(RotationContext rotation, CancellationToken cancellationToken) => After(RotationSteps.RollBack, rotator.RollBackAsync(rotation, cancellationToken));

    private async Task After(string step, Task work)
    {
        Fail(step);
        await work;
    }

    private void Fail(string step)
    {
        if (step == failing && Times-- > 0)
            throw Fault ?? new RotationException(Reason);
    }
}
