using System.Buffers.Text;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Parameters;

namespace DevFlow.Secrets;

/// <summary>What the records of a chain are sealed with: a key derived of <c>SECRET_ENCRYPTION_KEY</c>, or none.</summary>
/// <remarks>
/// Bouncy Castle computes it. The platform's hashes would load OpenSSL into a process of the command line, which nothing else in it needs and which takes
/// 4 ms, as much as all that such a process does besides (docs/benchmarks.md).
/// </remarks>
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
        Span<byte> mac = stackalloc byte[Length];
        if (_chainKey is null)
        {
            var digest = new Sha256Digest();
            digest.BlockUpdate(content);
            digest.DoFinal(mac);
        }
        else
        {
            var keyed = new HMac(new Sha256Digest());
            keyed.Init(new KeyParameter(_chainKey));
            keyed.BlockUpdate(content);
            keyed.DoFinal(mac);
        }

        return Base64Url.EncodeToString(mac);
    }

    private static byte[] Derive(ReadOnlySpan<byte> encryptionKey, ReadOnlySpan<byte> info, int length)
    {
        var derived = new byte[length];
        var generator = new HkdfBytesGenerator(new Sha256Digest());
        generator.Init(new HkdfParameters(encryptionKey.ToArray(), salt: null, info.ToArray()));
        generator.GenerateBytes(derived);
        return derived;
    }
}
