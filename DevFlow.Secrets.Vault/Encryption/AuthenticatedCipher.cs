using System.Security.Cryptography;

namespace DevFlow.Secrets.Vault;

/// <summary>AES-256-GCM with a random nonce, as <see cref="EnvelopeFormat"/> writes it.</summary>
internal static class AuthenticatedCipher
{
    public static byte[] Encrypt(AesGcm cipher, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associatedData)
    {
        var box = new byte[EnvelopeFormat.Overhead + plain.Length];
        box[0] = EnvelopeFormat.Version;
        var nonce = box.AsSpan(1, EnvelopeFormat.NonceLength);
        RandomNumberGenerator.Fill(nonce);
        var body = box.AsSpan(1 + EnvelopeFormat.NonceLength);
        cipher.Encrypt(nonce, plain, body[..plain.Length], body[plain.Length..], associatedData);
        return box;
    }

    /// <exception cref="VaultException">It is no such box, or not of this key and data.</exception>
    public static byte[] Decrypt(AesGcm cipher, ReadOnlySpan<byte> box, ReadOnlySpan<byte> associatedData)
    {
        if (box.Length < EnvelopeFormat.Overhead || box[0] != EnvelopeFormat.Version)
            throw EnvelopeFormat.Refused();
        var body = box[(1 + EnvelopeFormat.NonceLength)..];
        var plain = new byte[body.Length - EnvelopeFormat.TagLength];
        try
        {
            cipher.Decrypt(box.Slice(1, EnvelopeFormat.NonceLength), body[..plain.Length], body[plain.Length..], plain, associatedData);
            return plain;
        }
        catch (AuthenticationTagMismatchException fault)
        {
            throw EnvelopeFormat.Refused(fault);
        }
    }
}
