using DevFlow.Secrets;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Vault;

/// <summary>Makes the keys of what is configured.</summary>
internal sealed class VaultKeyReader(ISecretResolver secrets)
{
    private const string CurrentKey = "SECRET_ENCRYPTION_KEY";
    private const string PreviousKey = "SECRET_ENCRYPTION_KEY_PREVIOUS";

    /// <exception cref="VaultException">A key is malformed; all that is wrong is said at once.</exception>
    /// <exception cref="SecretNotFoundException">There is none.</exception>
    public async Task<KeyRing> ReadAsync(CancellationToken cancellationToken)
    {
        var current = await secrets.GetAsync(CurrentKey, cancellationToken: cancellationToken);
        var previous = await secrets.TryGetAsync(PreviousKey, cancellationToken: cancellationToken);
        var problems = new List<string>();
        var keys = new[] { TryParse(current, CurrentKey, problems), TryParse(previous, PreviousKey, problems) }.OfType<IKeyEncryptionKey>().DistinctBy(key => key.Id).ToList();
        return problems.Count == 0
            ? new KeyRing(keys[0], keys[1..])
            : throw new VaultException(VaultError.Invalid, string.Join(' ', problems));
    }

    private static LocalKeyEncryptionKey? TryParse(SecretValue? text, string name, List<string> problems)
    {
        try
        {
            return text is null ? null : LocalKeyEncryptionKey.Parse(text, name);
        }
        catch (VaultException fault)
        {
            problems.Add($"{fault.Message}.");
            return null;
        }
    }
}
