using Net.Pkcs11Interop.Common;

namespace DevFlow.Secrets.Vault;

/// <summary>What a token answers, in words for the one who looks after it.</summary>
internal static class Pkcs11Faults
{
    /// <summary>The PIN is not to be tried again: a few times more and the token locks it.</summary>
    public static bool RefusesPin(CKR code) => code is CKR.CKR_PIN_INCORRECT or CKR.CKR_PIN_LOCKED or CKR.CKR_PIN_EXPIRED or CKR.CKR_PIN_INVALID or CKR.CKR_PIN_LEN_RANGE;

    /// <summary>An answer that some tokens give for what does not decrypt, and also for other faults.</summary>
    public static bool MayMeanTampered(CKR code) => code is CKR.CKR_ENCRYPTED_DATA_INVALID or CKR.CKR_ENCRYPTED_DATA_LEN_RANGE
        or CKR.CKR_GENERAL_ERROR or CKR.CKR_FUNCTION_FAILED or CKR.CKR_DATA_INVALID or CKR.CKR_DATA_LEN_RANGE;

    public static VaultException Of(Pkcs11Exception fault, Pkcs11Options options) => new(
        VaultError.Unavailable,
        fault.RV switch
        {
            CKR.CKR_PIN_LOCKED => $"The PIN of the token '{options.Token}' is locked. Have its security officer unlock it.",
            var code when RefusesPin(code) => $"The token '{options.Token}' refuses the PIN in VAULT_PKCS11_PIN ({code}). It is not tried again until another one is set, so that the token does not lock it.",
            CKR.CKR_MECHANISM_INVALID => $"The token '{options.Token}' does not do AES-GCM (CKM_AES_GCM), which the vault needs.",
            CKR.CKR_TOKEN_WRITE_PROTECTED or CKR.CKR_SESSION_READ_ONLY => $"The token '{options.Token}' is write-protected: the key '{options.Key}' cannot be made in it.",
            var code => $"The token '{options.Token}' does not do its work ({code}). Look whether it is plugged in and reachable; the vault tries again with each call.",
        },
        fault);
}
