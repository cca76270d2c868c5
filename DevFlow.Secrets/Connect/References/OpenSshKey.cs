using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DevFlow.Secrets;

/// <summary>
/// Writes a private key in OpenSSH's own format (PROTOCOL.key of OpenSSH), which ssh reads for Ed25519 where it does not read PKCS#8:
/// <code>
/// "openssh-key-v1\0" string "none" (cipher) string "none" (kdf) string "" (its options) uint32 1 (keys)
/// string public-key
/// string ( uint32 check, uint32 check, type and numbers of the key, string comment, bytes 1 2 3 … up to a multiple of 8 )
/// </code>
/// A string has its length before it, as 4 bytes, highest first.
/// </summary>
internal static class OpenSshKey
{
    private const string Begin = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private const string End = "-----END OPENSSH PRIVATE KEY-----";
    private const int Columns = 70;

    /// <summary>The key in OpenSSH's format; null when it is none that can be converted.</summary>
    /// <param name="pem">PKCS#8 or PKCS#1 without a passphrase, or OpenSSH's format already.</param>
    public static string? Convert(string pem)
    {
        if (pem.AsSpan().TrimStart().StartsWith(Begin, StringComparison.Ordinal))
            return pem;
        try
        {
            return FindEd25519(pem) is { } seed ? Write(Ed25519(seed)) : Write(Rsa(pem));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            // The message would show what it could not read.
            return null;
        }
    }

    // PKCS#8 with the algorithm 1.3.101.112 (RFC 8410): what follows the header is an octet string with the 32 bytes of the seed.
    private static byte[]? FindEd25519(string pem)
    {
        if (!PemEncoding.TryFind(pem, out var fields) || pem[fields.Label] != "PRIVATE KEY")
            return null;
        var der = System.Convert.FromBase64String(pem[fields.Base64Data]);
        ReadOnlySpan<byte> header = [0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
        var at = der.AsSpan().IndexOf(header);
        // A version 1 key (RFC 5958) has the public key behind the seed, which is not needed.
        if (at < 0)
        {
            ReadOnlySpan<byte> headerWithPublicKey = [0x02, 0x01, 0x01, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
            at = der.AsSpan().IndexOf(headerWithPublicKey);
        }

        return at is 2 or 3 && der.Length >= at + header.Length + 32 ? der[(at + header.Length)..(at + header.Length + 32)] : null;
    }

    private static (byte[] PublicKey, byte[] PrivateKey) Ed25519(byte[] seed)
    {
        var publicKey = Ed25519PublicKey.FromSeed(seed);
        return (
            [.. Text("ssh-ed25519"), .. Bytes(publicKey)],
            [.. Text("ssh-ed25519"), .. Bytes(publicKey), .. Bytes([.. seed, .. publicKey])]);
    }

    private static (byte[] PublicKey, byte[] PrivateKey) Rsa(string pem)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        var key = rsa.ExportParameters(includePrivateParameters: true);
        return (
            [.. Text("ssh-rsa"), .. Number(key.Exponent!), .. Number(key.Modulus!)],
            [
                .. Text("ssh-rsa"), .. Number(key.Modulus!), .. Number(key.Exponent!), .. Number(key.D!), .. Number(key.InverseQ!),
                .. Number(key.P!), .. Number(key.Q!),
            ]);
    }

    private static string Write((byte[] PublicKey, byte[] PrivateKey) key)
    {
        // The check tells a wrong passphrase; without one any number does. Made from the key, it gives the same text each time.
        var check = SHA256.HashData(key.PublicKey)[..4];
        byte[] inner = [.. check, .. check, .. key.PrivateKey, .. Text("")];
        byte[] padding = [.. Enumerable.Range(1, (8 - (inner.Length % 8)) % 8).Select(i => (byte)i)];
        byte[] all =
        [
            .. "openssh-key-v1\0"u8, .. Text("none"), .. Text("none"), .. Text(""), 0, 0, 0, 1,
            .. Bytes(key.PublicKey), .. Bytes([.. inner, .. padding]),
        ];
        var text = new StringBuilder().Append(Begin).Append('\n');
        foreach (var line in System.Convert.ToBase64String(all).Chunk(Columns))
            text.Append(line).Append('\n');
        return text.Append(End).Append('\n').ToString();
    }

    private static byte[] Text(string text) => Bytes(Encoding.ASCII.GetBytes(text));

    private static byte[] Bytes(byte[] bytes)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        return [.. length, .. bytes];
    }

    // Without leading zeros, but with one where the highest bit would make it negative.
    private static byte[] Number(byte[] bigEndian)
    {
        byte[] bytes = [.. bigEndian.SkipWhile(b => b == 0)];
        return Bytes(bytes is [>= 0x80, ..] ? [0, .. bytes] : bytes);
    }
}
