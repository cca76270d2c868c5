using System.Buffers.Text;
using System.Security.Cryptography;

namespace DevFlow.Secrets;

/// <summary>What the records of a chain are sealed with: a key derived of <c>SECRET_ENCRYPTION_KEY</c>, or none.</summary>
internal sealed class AuditKey
{
    public const int Length = 32;

    private readonly byte[]? _chainKey;

    private AuditKey(byte[]? chainKey, string? id)
    {
        _chainKey = chainKey;
        Id = id;
    }

    public static AuditKey None { get; } = new(chainKey: null, id: null);

    /// <summary>Tells keys apart and leads back to none; null without a key.</summary>
    public string? Id { get; }

    /// <summary>Null for no key. An empty one is none too: a null that went through byte[] arrives so.</summary>
    public static AuditKey? Of(ReadOnlyMemory<byte>? encryptionKey) => encryptionKey is { Length: > 0 } given ? Of(given.Span) : null;

    private static AuditKey Of(ReadOnlySpan<byte> encryptionKey)
    {
        if (encryptionKey.Length != Length)
            throw new ArgumentException($"SECRET_ENCRYPTION_KEY has {encryptionKey.Length} bytes and not {Length}; generate one with openssl rand -base64 32", nameof(encryptionKey));
        return new(Derive(encryptionKey, "devflow audit v1"u8, Length), Convert.ToHexStringLower(Derive(encryptionKey, "devflow audit v1 key id"u8, 8)));
    }

    public string Seal(ReadOnlySpan<byte> content)
    {
        Span<byte> mac = stackalloc byte[32];
        if (_chainKey is null)
            SHA256.HashData(content, mac);
        else
            HMACSHA256.HashData(_chainKey, content, mac);
        return Base64Url.EncodeToString(mac);
    }

    private static byte[] Derive(ReadOnlySpan<byte> encryptionKey, ReadOnlySpan<byte> info, int length)
    {
        var derived = new byte[length];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, encryptionKey, derived, salt: [], info);
        return derived;
    }
}
