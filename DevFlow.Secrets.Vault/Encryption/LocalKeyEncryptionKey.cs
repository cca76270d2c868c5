using System.Security.Cryptography;

namespace DevFlow.Secrets.Vault;

/// <summary><c>SECRET_ENCRYPTION_KEY</c> as the key-encryption key.</summary>
public sealed class LocalKeyEncryptionKey : IKeyEncryptionKey, IDisposable
{
    private readonly AesGcm _cipher;

    private LocalKeyEncryptionKey(byte[] key, string id)
    {
        _cipher = new AesGcm(key, EnvelopeFormat.TagLength);
        Id = id;
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <summary>Takes the key from its text.</summary>
    /// <param name="text">Base64 of exactly 32 bytes.</param>
    /// <exception cref="VaultException">It is anything else.</exception>
    public static LocalKeyEncryptionKey Parse(SecretValue text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!EncryptionKey.TryDecode(text.Reveal(), out var decoded))
        {
            throw new VaultException(
                VaultError.Invalid, "SECRET_ENCRYPTION_KEY is not base64 of exactly 32 bytes; make one with: openssl rand -base64 32");
        }

        var seed = decoded.ToArray();
        // Not the key itself: the audit's key comes of the same seed, and neither leads to the other.
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, seed, EnvelopeFormat.KeyLength, info: "devflow key-encryption key v1"u8.ToArray());
        var id = HKDF.DeriveKey(HashAlgorithmName.SHA256, seed, 8, info: "devflow key-encryption key id v1"u8.ToArray());
        CryptographicOperations.ZeroMemory(seed);
        return new(key, $"local:{Convert.ToHexStringLower(id)}");
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> WrapAsync(ReadOnlyMemory<byte> dataKey, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken) =>
        new(AuthenticatedCipher.Encrypt(_cipher, dataKey.Span, associatedData.Span));

    /// <inheritdoc/>
    public ValueTask<byte[]> UnwrapAsync(ReadOnlyMemory<byte> wrapped, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken) =>
        new(AuthenticatedCipher.Decrypt(_cipher, wrapped.Span, associatedData.Span));

    /// <summary>Forgets the key.</summary>
    public void Dispose() => _cipher.Dispose();
}
