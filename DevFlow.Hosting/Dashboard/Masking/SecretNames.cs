using System.Globalization;

namespace DevFlow.Hosting.Dashboard;

/// <summary>Names that say of their value that it is secret. In doubt they do: what is hidden in vain can be looked up where it was set.</summary>
internal static class SecretNames
{
    private static readonly string[] Words = ["token", "secret", "passw", "pwd", "passphrase", "key", "credential", "headers"];

    public static bool Contains(string name) => Words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a value is to be hidden because of its name.</summary>
    public static bool Hide(string name, string value) => Contains(name) && value.Length > 0 && !bool.TryParse(value, out _)
        // SECRETS_CACHE_SECONDS=300 is a number, PASSWORD=1234 is a password.
        && !(long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) && !Contains(name.Split('_', '-', ':', '.')[^1]));
}
