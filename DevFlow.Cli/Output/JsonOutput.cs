using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace DevFlow.Cli.Output;

/// <summary>What the commands print for machines. Source-generated: the tool is compiled ahead of time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(VerifyOutput))]
[JsonSerializable(typeof(IReadOnlyList<SecretOutput>))]
[JsonSerializable(typeof(ExplainOutput))]
[JsonSerializable(typeof(GetOutput))]
[JsonSerializable(typeof(InitOutput))]
internal sealed partial class JsonOutput : JsonSerializerContext
{
    public static void Print<T>(T value, JsonTypeInfo<T> type) => Console.Out.WriteLine(JsonSerializer.Serialize(value, type));
}
