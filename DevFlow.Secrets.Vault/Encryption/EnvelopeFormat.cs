namespace DevFlow.Secrets.Vault;

/// <summary>
/// The format of what is stored, version 1.
/// <para>
/// A secret has two parts. Its value is encrypted with a data key of its own, 32 random bytes that no other version of a secret shares; the data
/// key is encrypted (wrapped) with the key-encryption key. Both parts are boxes of the same form, made by AES-256-GCM (NIST SP 800-38D) with
/// a random nonce:
/// </para>
/// <code>
/// offset  length  what
/// 0       1       version: 1
/// 1       12      nonce
/// 13      n       ciphertext, as long as the plain text
/// 13 + n  16      tag
/// </code>
/// <para>
/// What the boxes are bound to (the associated data) is not stored, it is made of the row. Each text of it is its length in bytes of UTF-8, as
/// 4 bytes with the highest first, and then those bytes:
/// </para>
/// <code>
/// of a value:     "devflow value v1",     tier, owner, name, version in decimal, id of the data key
/// of a data key:  "devflow data key v1",  tier, owner, id of the data key, id of the key-encryption key
/// of a check:     "devflow key check v1", id of the key-encryption key
/// </code>
/// <para>
/// The tier is <c>user</c> or <c>project</c>; the owner <c>user:&lt;id&gt;</c> or <c>project:&lt;id&gt;</c>; ids are UUIDs in lower case with dashes. Neither
/// box opens when a byte of it changes, or in the row of another secret, version or owner. A data key is wrapped anew without its value being
/// touched, which is why the value is bound to the data key's id and the data key to the key-encryption key's.
/// </para>
/// <para>
/// <c>SECRET_ENCRYPTION_KEY</c> is 32 bytes that keys are derived of by HKDF-SHA-256 without salt: the key-encryption key with the info
/// <c>devflow key-encryption key v1</c>, and its id, 8 bytes that are written as <c>local:</c> and their hex, with <c>devflow key-encryption key id v1</c>.
/// The check value of a key-encryption key is the box of 32 zero bytes: it tells at start whether the key is the one that wrapped what is stored.
/// </para>
/// <para>A plain text is the value in UTF-8. A key store (PKCS#11) makes the box of a data key itself, in the same form.</para>
/// </summary>
internal static class EnvelopeFormat
{
    public const byte Version = 1;
    public const int NonceLength = 12;
    public const int TagLength = 16;
    public const int KeyLength = 32;
    public const int Overhead = 1 + NonceLength + TagLength;

    /// <summary>One answer to all that does not open: what was wrong with it helps nobody but an attacker.</summary>
    public static VaultException Refused(Exception? cause = null) => new(
        VaultError.Tampered,
        "What is stored does not decrypt: it was altered, moved from another row, or encrypted under another key. Restore the row from a backup, or write the secret again.",
        cause);
}
