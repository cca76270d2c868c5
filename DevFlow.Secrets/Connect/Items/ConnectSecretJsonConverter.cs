using System.Text.Json;
using System.Text.Json.Serialization;

namespace DevFlow.Secrets;

/// <summary>
/// Reads a value as Connect sends it and writes its mask. What is sent to Connect is written by <see cref="ConnectWriter"/>.
/// </summary>
internal sealed class ConnectSecretJsonConverter : JsonConverter<ConnectSecret>
{
    public override ConnectSecret? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } text ? new ConnectSecret(text) : null;

    public override void Write(Utf8JsonWriter writer, ConnectSecret value, JsonSerializerOptions options) =>
        writer.WriteStringValue(SecretValue.Mask);
}
