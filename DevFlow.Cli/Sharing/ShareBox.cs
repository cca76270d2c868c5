using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace DevFlow.Cli.Sharing;

/// <summary>What a link's key, with its passphrase, proves and opens; see <see cref="ShareFormat"/>.</summary>
internal sealed class ShareBox
{
    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _encryption;
    private readonly byte[] _kind;

    /// <param name="key">The key.</param>
    /// <param name="passphrase">The passphrase; null where the key says that there is none.</param>
    public ShareBox(ShareKey key, string? passphrase)
    {
        _kind = [key.Kind];
        Access = Derive(key.Bytes, "access");
        var material = key.Bytes;
        if (key.HasPassphrase)
        {
            var typed = Encoding.UTF8.GetBytes(passphrase ?? throw new ArgumentNullException(nameof(passphrase)));
            material = [.. key.Bytes, .. Rfc2898DeriveBytes.Pbkdf2(typed, Derive(key.Bytes, "salt"), ShareFormat.Rounds, HashAlgorithmName.SHA256, ShareFormat.KeyBytes)];
            Passphrase = Derive(material, "passphrase");
        }

        _encryption = Derive(material, "encryption");
    }

    /// <summary>Proves that somebody has the link.</summary>
    public byte[] Access { get; }

    /// <summary>Proves that somebody has the passphrase; null without one.</summary>
    public byte[]? Passphrase { get; }

    public static string HashOf(byte[] proof) => Base64Url.EncodeToString(SHA256.HashData(proof));

    public byte[] Seal(string text)
    {
        var plain = _strictUtf8.GetBytes(text);
        var padded = new byte[((plain.Length / ShareFormat.BlockBytes) + 1) * ShareFormat.BlockBytes];
        plain.CopyTo(padded, 0);
        padded[plain.Length] = ShareFormat.EndOfText;
        var content = new byte[ShareFormat.NonceBytes + padded.Length + ShareFormat.TagBytes];
        var nonce = content.AsSpan(0, ShareFormat.NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_encryption, ShareFormat.TagBytes);
        cipher.Encrypt(nonce, padded, content.AsSpan(ShareFormat.NonceBytes, padded.Length), content.AsSpan(^ShareFormat.TagBytes..), _kind);
        return content;
    }

    /// <exception cref="CheckException">It is not what was sealed.</exception>
    public string Open(byte[] content)
    {
        var length = content.Length - ShareFormat.NonceBytes - ShareFormat.TagBytes;
        try
        {
            var padded = new byte[Math.Max(length, 0)];
            using var cipher = new AesGcm(_encryption, ShareFormat.TagBytes);
            if (length > 0)
                cipher.Decrypt(content.AsSpan(0, ShareFormat.NonceBytes), content.AsSpan(ShareFormat.NonceBytes, length), content.AsSpan(^ShareFormat.TagBytes..), padded, _kind);
            var end = padded.AsSpan().LastIndexOfAnyExcept((byte)0);
            if (end >= 0 && padded[end] == ShareFormat.EndOfText)
                return _strictUtf8.GetString(padded.AsSpan(0, end));
        }
        catch (Exception fault) when (fault is CryptographicException or DecoderFallbackException)
        {
        }

        throw new CheckException("what came does not open: it was altered on its way, or where it was kept", "ask whoever sent the link for another, and say why");
    }

    private static byte[] Derive(byte[] material, string word) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, material, ShareFormat.KeyBytes, salt: null, Encoding.ASCII.GetBytes($"devflow-share/1 {word}"));
}
