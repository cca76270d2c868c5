using System.Buffers;
using System.Text;
using System.Text.Json;

namespace DevFlow.Secrets;

/// <summary>Makes the lines of a chain, each sealed and linked to the one before; see <see cref="AuditFormat"/>.</summary>
internal sealed class AuditLines(AuditKey key, long seq, string mac) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _lines = new(4096);
    private readonly ArrayBufferWriter<byte> _line = new(512);
    private readonly Utf8JsonWriter _json = new(Stream.Null);

    /// <summary>The number of the last record.</summary>
    public long Seq { get; private set; } = seq;

    /// <summary>The mac of the last record.</summary>
    public string Mac { get; private set; } = mac;

    public ReadOnlyMemory<byte> Written => _lines.WrittenMemory;

    public void Add<T>(string kind, T content, Action<Utf8JsonWriter, T> write)
    {
        _line.ResetWrittenCount();
        _json.Reset(_line);
        _json.WriteStartObject();
        _json.WriteNumber("seq", Seq + 1);
        _json.WriteString("prev", Mac);
        _json.WriteString("kind", kind);
        write(_json, content);
        _json.WriteEndObject();
        _json.Flush();

        var body = _line.WrittenSpan[..^1];
        Mac = key.Seal(body);
        Seq++;
        _lines.Write(body);
        _lines.Write(AuditFormat.MacStart);
        Encoding.ASCII.GetBytes(Mac, _lines);
        _lines.Write(AuditFormat.MacEnd);
        _lines.Write("\n"u8);
    }

    /// <summary>Ends a piece of a line that stands before.</summary>
    public void EndTornLine() => _lines.Write("\n"u8);

    /// <summary>Forgets the lines, which were written.</summary>
    public void Clear() => _lines.ResetWrittenCount();

    public void Dispose() => _json.Dispose();
}
