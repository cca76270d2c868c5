namespace DevFlow.Secrets.Vault;

/// <summary>A rotator whose file cannot be used: whoever asks anything of it is told all that is wrong.</summary>
/// <param name="file">The file.</param>
internal sealed class FaultyRotator(RotatorFile file) : IRotator
{
    public string Name => file.Name;

    public bool IsDefaultFor(CatalogEntry entry) => false;

    public TimeSpan OverlapOf(CatalogEntry entry) => HttpRotatorDescription.DefaultOverlap;

    public Task ProveAsync(RotationContext rotation, CancellationToken cancellationToken) => throw Fault();

    public Task<SecretValue> CreateAsync(RotationContext rotation, CancellationToken cancellationToken) => throw Fault();

    public Task SetAsync(RotationContext rotation, CancellationToken cancellationToken) => throw Fault();

    public Task TestAsync(RotationContext rotation, CancellationToken cancellationToken) => throw Fault();

    public Task RetireAsync(RotationContext rotation, CancellationToken cancellationToken) => throw Fault();

    public Task RollBackAsync(RotationContext rotation, CancellationToken cancellationToken) => throw Fault();

    private RotationException Fault() => new(string.Join("; ", file.Problems.Select(problem => $"{problem.Where}: {problem.Message}")));
}
