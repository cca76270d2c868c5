using System.Security.Cryptography;

namespace DevFlow.Secrets.Vault;

/// <summary><c>SECRET_ENCRYPTION_KEY</c> as the key-encryption key. Thread-safe.</summary>
public sealed class LocalKeyEncryptionKey : IKeyEncryptionKey, IDisposable
{
    // An AesGcm has one context of the native library, which two threads would write over each other.
    private readonly ThreadLocal<AesGcm> _cipher;

    private LocalKeyEncryptionKey(byte[] key, string id)
    {
        _cipher = new(() => new AesGcm(key, EnvelopeFormat.TagLength), trackAllValues: true);
        Id = id;
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <summary>Takes the key from its text.</summary>
    /// <param name="text">Base64 of exactly 32 bytes.</param>
    /// <param name="name">What the text is called where it is set, for the error.</param>
    /// <exception cref="VaultException">It is anything else (<see cref="VaultError.Invalid"/>).</exception>
    public static LocalKeyEncryptionKey Parse(SecretValue text, string name = "SECRET_ENCRYPTION_KEY")
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!EncryptionKey.TryDecode(text.Reveal(), out var decoded))
            throw new VaultException(VaultError.Invalid, $"{name} is not base64 of exactly 32 bytes; make one with: openssl rand -base64 32");

        var seed = decoded.ToArray();
        // Not the key itself: the audit's key comes of the same seed, and neither leads to the other.
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, seed, EnvelopeFormat.KeyLength, info: "devflow key-encryption key v1"u8.ToArray());
        var id = HKDF.DeriveKey(HashAlgorithmName.SHA256, seed, 8, info: "devflow key-encryption key id v1"u8.ToArray());
        CryptographicOperations.ZeroMemory(seed);
        return new(key, $"local:{Convert.ToHexStringLower(id)}");
    }

    /// <summary>Takes keys from the text of <c>SECRET_ENCRYPTION_KEY_PREVIOUS</c>.</summary>
    /// <param name="text">One or more keys, with commas between them.</param>
    /// <param name="name">What the text is called where it is set, for the error.</param>
    /// <exception cref="VaultException">One is none (<see cref="VaultError.Invalid"/>).</exception>
    public static IReadOnlyList<LocalKeyEncryptionKey> ParseAll(SecretValue text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Reveal().Split(',').Select(part => Parse(new(part.Trim(), text.Source, DateTimeOffset.UnixEpoch), name))];
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> WrapAsync(ReadOnlyMemory<byte> dataKey, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken) =>
        new(AuthenticatedCipher.Encrypt(_cipher.Value!, dataKey.Span, associatedData.Span));

    /// <inheritdoc/>
    public ValueTask<byte[]> UnwrapAsync(ReadOnlyMemory<byte> wrapped, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken) =>
        new(AuthenticatedCipher.Decrypt(_cipher.Value!, wrapped.Span, associatedData.Span));

    /// <summary>Forgets the key.</summary>
    public void Dispose()
    {
        foreach (var cipher in _cipher.Values)
            cipher.Dispose();
        _cipher.Dispose();
    }
}
