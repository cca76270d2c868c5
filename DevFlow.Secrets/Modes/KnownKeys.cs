namespace DevFlow.Secrets;

/// <summary>
/// The keys that the rules look at: the catalog's, and those that DevFlow cannot do without when the catalog forgets them, as
/// the PRD's own file forgets the ones that were added later.
/// </summary>
internal static class KnownKeys
{
    public const string DevFlowApiKey = "DEVFLOW_API_KEY";
    public const string AOSentryApiKey = "AOSENTRY_API_KEY";
    public const string DatabaseUrl = "DATABASE_URL";
    public const string EncryptionKey = "SECRET_ENCRYPTION_KEY";
    public const string EncryptionKeyPrevious = "SECRET_ENCRYPTION_KEY_PREVIOUS";
    public const string SessionSecret = "SESSION_SECRET";
    public const string JwtSecret = "JWT_SECRET";

    private static readonly CatalogEntry[] _needed =
    [
        .. BuiltInCatalog.Entries.Where(e => e.RequiredIn.Count > 0),
        new() { Path = "devflow.api_key", Key = DevFlowApiKey, RequiredIn = [DevFlowMode.Hybrid, DevFlowMode.SaaS] },
    ];

    public static IReadOnlyList<CatalogEntry> Of(SecretCatalog catalog) =>
        [.. catalog.Entries, .. _needed.Where(e => !catalog.TryGet(e.Key, out _))];
}
