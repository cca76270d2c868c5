namespace DevFlow.Secrets.Vault;

/// <summary>Says what a rotation would do, by doing all of it that changes nothing.</summary>
/// <param name="catalog">Which secrets can be replaced.</param>
/// <param name="destinations">Where secrets live.</param>
public sealed class RotationPreviews(RotationCatalog catalog, RotationDestinations destinations)
{
    /// <summary>Learns the values that are read, so that they can be masked. Default nobody.</summary>
    public SecretScrubber? Scrubber { get; init; }

    /// <summary>What a rotation of a secret would do.</summary>
    /// <param name="secret">The environment key, or <c>project/&lt;project&gt;/&lt;environment&gt;/&lt;KEY&gt;</c>.</param>
    /// <param name="by">What rotates a project's secret; of the platform's the catalog says it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">Nothing rotates it.</exception>
    public async Task<RotationPreview> OfAsync(string secret, string? by, CancellationToken cancellationToken)
    {
        var entry = catalog.GetEntry(secret, by);
        var rotator = catalog.GetRotator(entry);
        var preview = new RotationPreview(
            secret, rotator.Name, Destination: null, Durations.Text(entry.RotationOverlap ?? rotator.OverlapOf(entry)), IsProven: false, Problem: null);
        if (entry.Tier is SecretTier.Project)
            return preview with { Destination = SecretSourceNames.Vault };
        try
        {
            var (place, current) = await destinations.FindAsync(entry, cancellationToken);
            Scrubber?.Register([current.Reveal()]);
            preview = preview with { Destination = place.Name };
            await rotator.ProveAsync(new() { Run = Guid.Empty, Entry = entry, Current = current }, cancellationToken);
            return preview with { IsProven = rotator.CanProve };
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return preview with { Problem = RotationException.Of(fault).Message };
        }
    }
}
