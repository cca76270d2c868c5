using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DevFlow.Dashboard.Otlp.Wire;

namespace DevFlow.Dashboard.Otlp;

/// <summary>OTLP's values as text: what is simple as itself, bytes as base64, lists and maps as JSON.</summary>
internal static class AnyValueText
{
    public const string CutMark = "…";

    // The text is shown, and escaped where it is shown.
    private static readonly JsonWriterOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static string Of(AnyValue? value, int maxLength) => value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => Cut(value.StringValue, maxLength),
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.BytesValue => Base64(value, maxLength),
        AnyValue.ValueOneofCase.ArrayValue or AnyValue.ValueOneofCase.KvlistValue => Json(value, maxLength),
        _ => "",
    };

    public static string Cut(string text, int maxLength)
    {
        if (text.Length <= maxLength)
            return text;
        // Half of a pair is no character.
        var length = char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength;
        return string.Concat(text.AsSpan(0, length), CutMark);
    }

    private static string Base64(AnyValue value, int maxLength) =>
        Cut(Convert.ToBase64String(value.BytesValue.Span[..Math.Min(value.BytesValue.Length, maxLength)]), maxLength);

    private static string Json(AnyValue value, int maxLength)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, _json);
        Write(writer, value, maxLength);
        writer.Flush();
        return Cut(Encoding.UTF8.GetString(buffer.WrittenSpan), maxLength);
    }

    // As deep as the parser of protobuf goes, which is some thirty levels. Stops early once there is more than will be kept.
    private static void Write(Utf8JsonWriter writer, AnyValue value, int maxLength)
    {
        switch (value.ValueCase)
        {
            case AnyValue.ValueOneofCase.ArrayValue:
                writer.WriteStartArray();
                foreach (var item in value.ArrayValue.Values.TakeWhile(_ => HasRoom(writer, maxLength)))
                    Write(writer, item, maxLength);
                writer.WriteEndArray();
                break;
            case AnyValue.ValueOneofCase.KvlistValue:
                writer.WriteStartObject();
                foreach (var item in value.KvlistValue.Values.TakeWhile(_ => HasRoom(writer, maxLength)))
                {
                    writer.WritePropertyName(Cut(item.Key, maxLength));
                    Write(writer, item.Value ?? new(), maxLength);
                }

                writer.WriteEndObject();
                break;
            case AnyValue.ValueOneofCase.BoolValue:
                writer.WriteBooleanValue(value.BoolValue);
                break;
            case AnyValue.ValueOneofCase.IntValue:
                writer.WriteNumberValue(value.IntValue);
                break;
            case AnyValue.ValueOneofCase.DoubleValue when double.IsFinite(value.DoubleValue):
                writer.WriteNumberValue(value.DoubleValue);
                break;
            case AnyValue.ValueOneofCase.None:
                writer.WriteNullValue();
                break;
            default:
                writer.WriteStringValue(Of(value, maxLength));
                break;
        }
    }

    // A character takes up to three bytes.
    private static bool HasRoom(Utf8JsonWriter writer, int maxLength) => writer.BytesCommitted + writer.BytesPending <= 3L * maxLength;
}
