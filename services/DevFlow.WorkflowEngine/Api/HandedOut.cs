using System.Text.Json;
using System.Text.Json.Serialization;

namespace DevFlow.WorkflowEngine.Api;

/// <summary>
/// A value that an answer hands out, once, to the one who may have it. In every text and every JSON it is ***, whatever it is printed in by mistake; the answers of this
/// API alone carry it, and <see cref="Reveal"/> is the one way to it.
/// </summary>
[JsonConverter(typeof(Masked))]
internal sealed class HandedOut(string value)
{
    private const string Mask = "***";

    /// <summary>For the answers of the API: it writes what was handed out.</summary>
    public static JsonConverter<HandedOut> InAnswers { get; } = new Revealed();

    public string Reveal() => value;

    public override string ToString() => Mask;

    private class Masked : JsonConverter<HandedOut>
    {
        public override HandedOut Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Values are handed out, and come in otherwise.");

        public override void Write(Utf8JsonWriter writer, HandedOut value, JsonSerializerOptions options) => writer.WriteStringValue(Mask);
    }

    private sealed class Revealed : Masked
    {
        public override void Write(Utf8JsonWriter writer, HandedOut value, JsonSerializerOptions options) => writer.WriteStringValue(value.Reveal());
    }
}
