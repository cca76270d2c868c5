using DevFlow.Secrets;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Vault;

/// <summary>The key in an HSM, when VAULT_PKCS11_LIBRARY says that there is one. It is opened once for the same settings and PIN.</summary>
internal sealed class HsmKey(DevFlowSettings settings, ISecretResolver secrets) : IDisposable
{
    private const string PinKey = "VAULT_PKCS11_PIN";
    private const string TokenKey = "VAULT_PKCS11_TOKEN";

    private Pkcs11Options? _options;
    private Pkcs11KeyEncryptionKey? _key;
    private VaultException? _refused;

    /// <summary>The key; null when none is configured.</summary>
    /// <exception cref="VaultException">It is not to be had.</exception>
    /// <exception cref="SettingException">A setting is malformed.</exception>
    public async Task<Pkcs11KeyEncryptionKey?> FindAsync(CancellationToken cancellationToken)
    {
        if (await OptionsAsync(cancellationToken) is not { } options)
            return null;
        if (_options is null || !IsSame(options, _options))
        {
            // Whoever still works with the key of before does so to its end; its sessions go with it.
            (_options, _key, _refused) = (options, null, null);
        }

        // A PIN that was refused is not tried again until there is another one: the token would lock it.
        if (_refused is not null)
            throw new VaultException(VaultError.Unavailable, _refused.Message, _refused);
        try
        {
            return _key ??= await Pkcs11KeyEncryptionKey.OpenAsync(options, cancellationToken);
        }
        catch (VaultException fault) when (fault.Error is VaultError.Forbidden)
        {
            _refused = fault;
            throw;
        }
    }

    public void Dispose() => _key?.Dispose();

    private async Task<Pkcs11Options?> OptionsAsync(CancellationToken cancellationToken)
    {
        if (settings.Get("VAULT_PKCS11_LIBRARY") is not { } library)
            return null;
        var pin = await secrets.TryGetAsync(PinKey, cancellationToken: cancellationToken);
        var token = settings.Get(TokenKey);
        string[] missing = [.. new[] { token is null ? TokenKey : null, pin is null ? PinKey : null }.OfType<string>()];
        if (missing.Length > 0)
            throw new VaultException(VaultError.Invalid, $"VAULT_PKCS11_LIBRARY is set, and so must be {string.Join(" and ", missing)}.");
        return new Pkcs11Options
        {
            Library = library,
            Token = token!,
            Pin = pin!,
            Key = settings.Get("VAULT_PKCS11_KEY", Pkcs11Options.DefaultKey),
            CreateKey = settings.GetBool("VAULT_PKCS11_CREATE_KEY", fallback: false),
        };
    }

    private static bool IsSame(Pkcs11Options one, Pkcs11Options other) => one with { Pin = other.Pin } == other && one.Pin.Reveal() == other.Pin.Reveal();
}
