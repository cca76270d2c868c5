namespace DevFlow.Secrets.Vault.Tests.Rotation;

/// <summary>A rotator that keeps a note in a step and needs it in all that come after.</summary>
internal sealed class NotingRotator(IRotator rotator) : IRotator
{
    public const string Id = "id-that-a-provider-gave-4711";

    public string Name => rotator.Name;

    /// <summary>What was found at each step.</summary>
    public List<(string Step, string? Note)> Found { get; } = [];

    public bool IsDefaultFor(CatalogEntry entry) => rotator.IsDefaultFor(entry);

    public TimeSpan OverlapOf(CatalogEntry entry) => rotator.OverlapOf(entry);

    public Task ProveAsync(RotationContext rotation, CancellationToken cancellationToken) => Look(rotation, RotationSteps.Prove);

    public async Task<SecretValue> CreateAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        await Look(rotation, RotationSteps.Create);
        rotation.Notes.Keep("candidate.id", Id);
        return await rotator.CreateAsync(rotation, cancellationToken);
    }

    public Task SetAsync(RotationContext rotation, CancellationToken cancellationToken) => Look(rotation, RotationSteps.Set);

    public Task TestAsync(RotationContext rotation, CancellationToken cancellationToken) => Look(rotation, RotationSteps.Test);

    public Task RetireAsync(RotationContext rotation, CancellationToken cancellationToken) => Look(rotation, RotationSteps.Retire);

    public Task RollBackAsync(RotationContext rotation, CancellationToken cancellationToken) => Look(rotation, RotationSteps.RollBack);

    private Task Look(RotationContext rotation, string step)
    {
        Found.Add((step, rotation.Notes.Find("candidate.id")));
        return Task.CompletedTask;
    }
}
