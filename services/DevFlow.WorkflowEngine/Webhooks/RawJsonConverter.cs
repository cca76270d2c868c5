using System.Text.Json;
using System.Text.Json.Serialization;

namespace DevFlow.WorkflowEngine.Webhooks;

/// <summary>A text that was JSON when it was taken, written as it is: half a character in some issue's title would end an answer that wrote it anew.</summary>
internal sealed class RawJsonConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteRawValue(value, skipInputValidation: true);
}
