using System.Security.Cryptography;

namespace DevFlow.Secrets.Vault;

/// <summary>AES-256-GCM with a random nonce, as <see cref="EnvelopeFormat"/> writes it.</summary>
internal static class AuthenticatedCipher
{
    public static byte[] Encrypt(AesGcm cipher, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associatedData)
    {
        var box = NewBox(plain.Length);
        plain.CopyTo(BodyOf(box));
        Span<byte> nonce = stackalloc byte[EnvelopeFormat.NonceLength];
        RandomNumberGenerator.Fill(nonce);
        EncryptInPlace(cipher, box, nonce, associatedData);
        return box;
    }

    /// <summary>A box whose <see cref="BodyOf"/> is to be filled with the plain text.</summary>
    public static byte[] NewBox(int length)
    {
        var box = new byte[EnvelopeFormat.Overhead + length];
        box[0] = EnvelopeFormat.Version;
        return box;
    }

    public static Span<byte> BodyOf(byte[] box) => box.AsSpan((1 + EnvelopeFormat.NonceLength)..^EnvelopeFormat.TagLength);

    /// <summary>Encrypts what stands in a box where it stands: there is no second copy of it that could be left behind.</summary>
    public static void EncryptInPlace(AesGcm cipher, byte[] box, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData)
    {
        nonce.CopyTo(box.AsSpan(1));
        var body = BodyOf(box);
        cipher.Encrypt(nonce, body, body, box.AsSpan(^EnvelopeFormat.TagLength..), associatedData);
    }

    /// <exception cref="VaultException">It is no such box, or not of this key and data.</exception>
    public static byte[] Decrypt(AesGcm cipher, ReadOnlySpan<byte> box, ReadOnlySpan<byte> associatedData)
    {
        var plain = new byte[PlainLength(box)];
        Decrypt(cipher, box, associatedData, plain);
        return plain;
    }

    /// <summary>How long the plain text in a box is.</summary>
    /// <exception cref="VaultException">It is no box.</exception>
    public static int PlainLength(ReadOnlySpan<byte> box) =>
        box.Length >= EnvelopeFormat.Overhead && box[0] == EnvelopeFormat.Version ? box.Length - EnvelopeFormat.Overhead : throw EnvelopeFormat.Refused();

    /// <param name="cipher">The key.</param>
    /// <param name="box">The box.</param>
    /// <param name="associatedData">What it is bound to.</param>
    /// <param name="plain">Takes the plain text; it has <see cref="PlainLength"/>.</param>
    /// <exception cref="VaultException">It is not of this key and data.</exception>
    public static void Decrypt(AesGcm cipher, ReadOnlySpan<byte> box, ReadOnlySpan<byte> associatedData, Span<byte> plain)
    {
        try
        {
            cipher.Decrypt(box.Slice(1, EnvelopeFormat.NonceLength), box[(1 + EnvelopeFormat.NonceLength)..^EnvelopeFormat.TagLength], box[^EnvelopeFormat.TagLength..], plain, associatedData);
        }
        catch (AuthenticationTagMismatchException fault)
        {
            throw EnvelopeFormat.Refused(fault);
        }
    }
}
