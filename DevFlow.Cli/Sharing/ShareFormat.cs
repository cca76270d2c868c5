namespace DevFlow.Cli.Sharing;

/// <summary>
/// The format of what is shared by a link, devflow-share/1. The page of the Local UI speaks it too (services/local-ui/src/share/format.ts), and both open what
/// stands in tests/DevFlow.Cli.Tests/Sharing/share-v1.json, which another program made.
/// <para>A link is <c>ORIGIN/s/ID#FRAGMENT</c>. The fragment, which is never sent, is base64url (RFC 4648, without padding) of 33 bytes:</para>
/// <code>
/// offset  length  what
/// 0       1       kind: 1 without a passphrase, 2 with one
/// 1       32      key: random
/// </code>
/// <para>
/// All else is derived of the key by HKDF-SHA-256 (RFC 5869) without salt, 32 bytes each, with the info <c>devflow-share/1 </c> and a word. A passphrase is taken as it was
/// typed, in UTF-8, and stretched by PBKDF2-HMAC-SHA-256 (RFC 8018) with 600,000 rounds:
/// </para>
/// <code>
/// access     = HKDF(key, "access")               proves to the server that somebody has the link
/// material   = key                               kind 1
///            = key | PBKDF2(passphrase, salt)    kind 2; salt = HKDF(key, "salt")
/// passphrase = HKDF(material, "passphrase")      kind 2: proves to the server that somebody has the passphrase
/// encryption = HKDF(material, "encryption")
/// </code>
/// <para>The text is UTF-8, at most 65,535 bytes, and is followed by the byte 80 (hex) and by zeros up to the next multiple of 256 bytes, so that its length does not tell what it is.
/// That is encrypted by AES-256-GCM (NIST SP 800-38D) with a random nonce; the associated data is the kind:</para>
/// <code>
/// offset  length  what
/// 0       12      nonce
/// 12      n       ciphertext
/// 12 + n  16      tag
/// </code>
/// <para>The server is given the content and SHA-256 of the proofs, and, when a link is opened, the proofs; all in base64url.</para>
/// </summary>
internal static class ShareFormat
{
    public const byte WithoutPassphrase = 1;
    public const byte WithPassphrase = 2;
    public const int KeyBytes = 32;
    public const int NonceBytes = 12;
    public const int TagBytes = 16;
    public const int BlockBytes = 256;
    public const byte EndOfText = 0x80;
    public const int MaxTextBytes = 65_535;
    public const int Rounds = 600_000;

    /// <summary>Not of the format: with fewer characters, whoever has the database and the link guesses too fast.</summary>
    public const int ShortestPassphrase = 8;
}
