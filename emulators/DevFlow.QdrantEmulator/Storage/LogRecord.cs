using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DevFlow.QdrantEmulator;

/// <summary>
/// A record of a log: its length, the same with all bits turned, eight bytes of the content's SHA-256, the content. The length is there twice so
/// that a damaged one cannot be taken for a record that was cut short.
/// </summary>
internal static class LogRecord
{
    public const int HeaderSize = 16;

    private const int HashAt = 8;

    public static byte[] Frame(ReadOnlySpan<byte> content)
    {
        var record = new byte[HeaderSize + content.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(sizeof(uint)), ~(uint)content.Length);
        Hash(content).CopyTo(record.AsSpan(HashAt));
        content.CopyTo(record.AsSpan(HeaderSize));
        return record;
    }

    /// <summary>The length of the content; null when the header is damaged.</summary>
    public static int? Length(ReadOnlySpan<byte> header)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(header);
        return BinaryPrimitives.ReadUInt32LittleEndian(header[sizeof(uint)..]) == ~length && length <= Array.MaxLength ? (int)length : null;
    }

    public static bool IsSound(ReadOnlySpan<byte> header, ReadOnlySpan<byte> content) =>
        Hash(content).SequenceEqual(header[HashAt..HeaderSize]);

    private static ReadOnlySpan<byte> Hash(ReadOnlySpan<byte> content) => SHA256.HashData(content).AsSpan(0, HeaderSize - HashAt);
}
