using DevFlow.Secrets;

namespace DevFlow.Cli.Running;

/// <summary>The variables that a program is given above the environment of devflow itself.</summary>
/// <param name="catalog">Says what is a secret.</param>
/// <param name="inherited">The environment of devflow itself, which the program has too.</param>
internal sealed class ChildVariables(SecretCatalog catalog, IDictionary<string, string?> inherited)
{
    private readonly Dictionary<string, (string Value, bool IsReferred)> _byKey = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, string>> All => _byKey.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Value));

    /// <summary>Gives a variable.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isReferred">Whether the value was fetched by a reference.</param>
    public void Set(string key, string value, bool isReferred) => _byKey[key] = (value, isReferred);

    /// <summary>What must not be printed: secrets as a whole, of everything else the passwords that stand in it.</summary>
    public IEnumerable<string> Masked() => Seen().SelectMany(seen => IsSecret(seen.Key, seen.IsReferred)
        ? [seen.Value]
        : SecretScrubber.PasswordsIn(seen.Value));

    /// <summary>The secrets that are too short to be masked; not those inherited, which whoever runs devflow did not give it.</summary>
    public IEnumerable<string> TooShort() => _byKey
        .Where(pair => IsSecret(pair.Key, pair.Value.IsReferred) && !SecretScrubber.CanMask(pair.Value.Value))
        .Select(pair => pair.Key);

    public bool Has(string key) => _byKey.ContainsKey(key);

    // All that the program is given or inherits.
    private IEnumerable<(string Key, string Value, bool IsReferred)> Seen() => _byKey
        .Select(pair => (pair.Key, pair.Value.Value, pair.Value.IsReferred))
        .Concat(inherited
            .Where(pair => !_byKey.ContainsKey(pair.Key) && !string.IsNullOrEmpty(pair.Value) && !IsPlace(pair.Value))
            .Select(pair => (pair.Key, pair.Value!, IsReferred: false)));

    // PWD, SSH_AUTH_SOCK and SSL_CERT_DIR are called like secrets, and say where something is.
    private static bool IsPlace(string value) => Path.IsPathFullyQualified(value) && Path.Exists(value);

    private bool IsSecret(string key, bool isReferred) =>
        catalog.TryGet(key, out var entry) ? entry.IsSecret
        : isReferred
        || key is DevFlowSettingKeys.ConnectToken or DevFlowSettingKeys.Session
        || (!DevFlowSettingKeys.All.Contains(key) && SecretNames.Says(key));
}
