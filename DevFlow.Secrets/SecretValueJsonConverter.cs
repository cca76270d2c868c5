using System.Text.Json;
using System.Text.Json.Serialization;

namespace DevFlow.Secrets;

/// <summary>Writes a secret as its mask. A secret is never read from JSON: it would have been there in the clear.</summary>
internal sealed class SecretValueJsonConverter : JsonConverter<SecretValue>
{
    public override SecretValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A secret value is not read from JSON; ask ISecretResolver for it.");

    public override void Write(Utf8JsonWriter writer, SecretValue value, JsonSerializerOptions options) =>
        writer.WriteStringValue(SecretValue.Mask);
}
