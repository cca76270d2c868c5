using DevFlow.Secrets;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Dependencies;

/// <summary>Lays what was observed over what is declared.</summary>
internal static class DependencyGraph
{
    /// <param name="catalog">Declares, in <c>used_by</c>.</param>
    /// <param name="reads">What was observed.</param>
    /// <param name="service">Only what this one uses; null for all.</param>
    /// <returns>The secrets of the catalog in its order, then those that it does not know.</returns>
    public static IReadOnlyList<SecretDependencies> Of(SecretCatalog catalog, IReadOnlyList<SecretRead> reads, string? service)
    {
        var ofPlatform = reads.Where(read => read.Tier == "system").ToLookup(read => read.Key, StringComparer.Ordinal);
        var known = catalog.Entries.Select(entry => new SecretDependencies(
            entry.Key, entry.Tier.ToString().ToLowerInvariant(), entry.Path, entry.Description, ServicesOf(entry.UsedBy, ofPlatform[entry.Key])));
        var unknown = reads.Where(read => read.Tier != "system" || !catalog.TryGet(read.Key, out _))
            .GroupBy(read => (read.Tier, read.Key))
            .Select(group => new SecretDependencies(group.Key.Key, group.Key.Tier, Path: null, Description: null, ServicesOf([], group)));
        var all = known.Concat(unknown);
        return service is null
            ? [.. all]
            : [.. all.Select(secret => secret with { Services = [.. secret.Services.Where(of => of.Service == service)] }).Where(secret => secret.Services.Count > 0)];
    }

    private static DependentService[] ServicesOf(IReadOnlyList<string> declared, IEnumerable<SecretRead> reads)
    {
        var observed = reads.ToDictionary(read => read.Service, StringComparer.Ordinal);
        return
        [
            .. declared.Concat(observed.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(service => DependentService.Of(service, declared.Contains(service), observed.GetValueOrDefault(service))),
        ];
    }
}
