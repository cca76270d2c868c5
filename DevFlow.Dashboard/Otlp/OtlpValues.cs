using System.Buffers.Binary;
using DevFlow.Dashboard.Telemetry;
using Google.Protobuf;

namespace DevFlow.Dashboard.Otlp;

/// <summary>Ids and times as they are sent.</summary>
internal static class OtlpValues
{
    private const int NanosecondsPerTick = 100;

    /// <returns>Whether it is one: 16 bytes, not all of them zero.</returns>
    public static bool TryTraceId(ByteString bytes, out TraceId id)
    {
        id = bytes.Length == 16 ? new(BinaryPrimitives.ReadUInt128BigEndian(bytes.Span)) : default;
        return id != default;
    }

    /// <returns>Whether it is one: 8 bytes, not all of them zero.</returns>
    public static bool TrySpanId(ByteString bytes, out SpanId id)
    {
        id = bytes.Length == 8 ? new(BinaryPrimitives.ReadUInt64BigEndian(bytes.Span)) : default;
        return !id.IsNone;
    }

    /// <summary>The time in nanoseconds since 1970, which reaches to 2554.</summary>
    /// <param name="nanoseconds">What was sent; zero is no time.</param>
    /// <param name="otherwise">Taken in its place.</param>
    public static DateTimeOffset Time(ulong nanoseconds, DateTimeOffset otherwise) =>
        nanoseconds == 0 ? otherwise : DateTimeOffset.UnixEpoch.AddTicks((long)(nanoseconds / NanosecondsPerTick));
}
