using System.Text.Json.Serialization;

namespace DevFlow.Secrets;

/// <summary>How Connect's JSON is read. Unknown members are passed over; what has an unknown value is a text anyway.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(List<ConnectVault>))]
[JsonSerializable(typeof(List<ConnectItem>))]
[JsonSerializable(typeof(ConnectErrorResponse))]
[JsonSerializable(typeof(ConnectHealthResponse))]
internal sealed partial class ConnectJsonContext : JsonSerializerContext;
