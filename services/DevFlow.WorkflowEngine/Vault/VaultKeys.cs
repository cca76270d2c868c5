using DevFlow.Secrets;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Vault;

/// <summary>The key-encryption keys, from SECRET_ENCRYPTION_KEY.</summary>
internal sealed class VaultKeys
{
    private volatile KeyRing? _ring;

    /// <exception cref="VaultException">They are not there yet.</exception>
    public KeyRing Ring => _ring ?? throw new VaultException(VaultError.Unavailable, "The vault has no key yet: SECRET_ENCRYPTION_KEY is being looked for.");

    public async Task LoadAsync(ISecretResolver secrets, CancellationToken cancellationToken) =>
        _ring = new KeyRing(LocalKeyEncryptionKey.Parse(await secrets.GetAsync("SECRET_ENCRYPTION_KEY", cancellationToken: cancellationToken)));
}
