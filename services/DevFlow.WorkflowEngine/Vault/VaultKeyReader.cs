using DevFlow.Secrets;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Vault;

/// <summary>Makes the keys of what is configured.</summary>
internal sealed class VaultKeyReader(ISecretResolver secrets, HsmKey hsm)
{
    private const string CurrentKey = "SECRET_ENCRYPTION_KEY";
    private const string PreviousKey = "SECRET_ENCRYPTION_KEY_PREVIOUS";

    /// <exception cref="VaultException">A key is malformed; all that is wrong is said at once.</exception>
    /// <exception cref="SecretNotFoundException">There is none.</exception>
    public async Task<KeyRing> ReadAsync(CancellationToken cancellationToken)
    {
        var inHsm = await hsm.FindAsync(cancellationToken);
        var current = await secrets.GetAsync(CurrentKey, cancellationToken: cancellationToken);
        // Asked for without an access: that there is none, as a rule, is not worth a record each time.
        var hasPrevious = (await secrets.ExplainAsync(PreviousKey, cancellationToken: cancellationToken)).State is not SecretState.Missing;
        var previous = hasPrevious ? await secrets.TryGetAsync(PreviousKey, cancellationToken: cancellationToken) : null;
        var problems = new List<string>();
        // The HSM's key goes first: with one, SECRET_ENCRYPTION_KEY unwraps what it wrapped before.
        IEnumerable<IKeyEncryptionKey?> all = [inHsm, .. TryParse(current, text => [LocalKeyEncryptionKey.Parse(text, CurrentKey)], problems),
            .. TryParse(previous, text => LocalKeyEncryptionKey.ParseAll(text, PreviousKey), problems)];
        var keys = all.OfType<IKeyEncryptionKey>().DistinctBy(key => key.Id).ToList();
        return problems.Count == 0
            ? new KeyRing(keys[0], keys[1..])
            : throw new VaultException(VaultError.Invalid, string.Join(' ', problems));
    }

    private static IReadOnlyList<LocalKeyEncryptionKey> TryParse(SecretValue? text, Func<SecretValue, IReadOnlyList<LocalKeyEncryptionKey>> parse, List<string> problems)
    {
        try
        {
            return text is null ? [] : parse(text);
        }
        catch (VaultException fault)
        {
            problems.Add($"{fault.Message}.");
            return [];
        }
    }
}
