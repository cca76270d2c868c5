namespace DevFlow.Secrets;

/// <summary>Values have the form that their readers need. Says what is wrong, never what it is.</summary>
internal static class ValueRules
{
    private const int ShortestSigningSecret = 32;

    public static IEnumerable<Finding> Check(CatalogEntry entry, SecretValue value, ModeCheck check)
    {
        var where = check.Place(entry.Key);
        var text = value.Reveal();
        switch (entry.Key)
        {
            case KnownKeys.DatabaseUrl:
                return CheckDatabaseUrl(text, where, check.Mode);

            case KnownKeys.EncryptionKey when !EncryptionKey.TryDecode(text, out _):
            case KnownKeys.EncryptionKeyPrevious when text.Split(',').Any(part => !EncryptionKey.TryDecode(part.Trim(), out _)):
                return Error(
                    "value-encryption-key", where, entry.Key, "is not base64 of exactly 32 bytes",
                    "generate one with openssl rand -base64 32");

            case KnownKeys.SessionSecret or KnownKeys.JwtSecret when text.Length < ShortestSigningSecret:
                return Error(
                    "value-too-short", where, entry.Key, "is shorter than 32 characters",
                    "generate one with openssl rand -hex 32");
        }

        if (!entry.IsSecret)
            return [];
        if (!SecretScrubber.CanMask(text))
            return TooShortToMask(where, entry.Key, entry.Key);
        // A long URL is masked as a whole, and its password is written elsewhere without it.
        return SecretParts.Passwords(text).Any(password => password.Length > 0 && !SecretScrubber.CanMask(password))
            ? TooShortToMask(where, entry.Key, $"the password in {entry.Key}")
            : [];
    }

    private static IEnumerable<Finding> CheckDatabaseUrl(string text, string where, DevFlowMode? mode)
    {
        if (!DatabaseUrl.TryParse(text, out var url, out var problem))
            return Error("value-database-url", where, KnownKeys.DatabaseUrl, $"is not a PostgreSQL URL: {problem}", remedy: null);

        // The example's password is short, and on a laptop it guards nothing.
        return mode is not DevFlowMode.Local && url.RevealPassword() is { } password && !SecretScrubber.CanMask(password)
            ? TooShortToMask(where, KnownKeys.DatabaseUrl, "the password in DATABASE_URL")
            : [];
    }

    private static IEnumerable<Finding> Error(string rule, string where, string key, string problem, string? remedy) =>
        [new Finding(FindingSeverity.Error, rule, where, key, $"{key} {problem}", remedy)];

    private static IEnumerable<Finding> TooShortToMask(string where, string key, string what) =>
        [new Finding(
            FindingSeverity.Warning, "value-unmaskable", where, key,
            $"{what} is shorter than {SecretScrubber.MinimumLength} characters and cannot be masked in logs: too much else would be masked with it",
            "use a longer one")];
}
