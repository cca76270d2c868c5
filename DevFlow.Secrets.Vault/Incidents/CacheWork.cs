namespace DevFlow.Secrets.Vault;

/// <summary>Tells everybody who remembers copies that they count no more, not even while the source is away. In the transaction of the action itself.</summary>
internal sealed class CacheWork(RotationCatalog catalog) : IIncidentWork
{
    // All at once are cheaper for everybody than so many one by one.
    private const int Most = 100;

    public string Kind => IncidentActionKinds.Invalidate;

    public async Task<IncidentOutcome> DoAsync(IncidentContext context, CancellationToken cancellationToken)
    {
        var keys = context.All.Where(IsOfSecret).Select(action => action.Subject).Distinct(StringComparer.Ordinal).ToList();
        if (keys.Count > Most)
        {
            await Announcements.AddAsync(context.Connection, new() { Scope = SecretTier.System, Revoked = true }, cancellationToken);
            return IncidentOutcome.Done("announced: forget everything");
        }

        foreach (var key in keys)
            await Announcements.AddAsync(context.Connection, AnnouncementOf(catalog, key), cancellationToken);
        return IncidentOutcome.Done($"announced: {keys.Count}");
    }

    internal static bool IsOfSecret(IncidentAction action) => action.Kind is IncidentActionKinds.Rotate or IncidentActionKinds.Replace && !action.Subject.StartsWith("user:", StringComparison.Ordinal);

    internal static Announcement AnnouncementOf(RotationCatalog catalog, string key) => new() { Scope = catalog.TierOf(key), Key = key, Revoked = true };
}
