namespace DevFlow.Secrets;

/// <summary>Names by which people call secrets, for the keys that the catalog does not know.</summary>
public static class SecretNames
{
    private static readonly string[] _within = ["TOKEN", "SECRET", "PASSW", "PASSPHRASE", "CREDENTIAL", "PRIVATE", "APIKEY"];

    // Short ones would be found in MONKEY and AUTHOR.
    private static readonly string[] _words = ["KEY", "KEYS", "PWD", "PASS", "AUTH", "AUTHORIZATION", "PAT", "PIN", "DSN", "COOKIE", "SALT", "SEED", "SIGNATURE", "CERT"];

    /// <summary>Whether a key is named as a secret is.</summary>
    /// <param name="key">The key.</param>
    public static bool Says(string key) =>
        Array.Exists(_within, part => key.Contains(part, StringComparison.OrdinalIgnoreCase))
        || key.Split('_', '-', '.').Any(word => _words.Contains(word, StringComparer.OrdinalIgnoreCase));
}
