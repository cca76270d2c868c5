using DevFlow.Secrets;

namespace DevFlow.Cli.Running;

/// <summary>The variables that a program is given above the environment of devflow itself.</summary>
/// <param name="catalog">Says what is a secret.</param>
internal sealed class ChildVariables(SecretCatalog catalog)
{
    private readonly Dictionary<string, (string Value, bool IsReferred)> _byKey = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, string>> All => _byKey.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Value));

    /// <summary>Gives a variable.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isReferred">Whether the value was fetched by a reference.</param>
    public void Set(string key, string value, bool isReferred) => _byKey[key] = (value, isReferred);

    /// <summary>What must not be printed: secrets as a whole, of everything else the passwords that stand in it.</summary>
    public IEnumerable<string> Masked() => _byKey.SelectMany(pair => IsSecret(pair.Key, pair.Value.IsReferred)
        ? [pair.Value.Value]
        : SecretScrubber.PasswordsIn(pair.Value.Value));

    /// <summary>The secrets that are too short to be masked.</summary>
    public IEnumerable<string> TooShort() => _byKey
        .Where(pair => IsSecret(pair.Key, pair.Value.IsReferred) && !SecretScrubber.CanMask(pair.Value.Value))
        .Select(pair => pair.Key);

    private bool IsSecret(string key, bool isReferred) =>
        catalog.TryGet(key, out var entry) ? entry.IsSecret
        : isReferred
        || key is DevFlowSettingKeys.ConnectToken or DevFlowSettingKeys.Session
        || (!DevFlowSettingKeys.All.Contains(key) && SecretNames.Says(key));
}
