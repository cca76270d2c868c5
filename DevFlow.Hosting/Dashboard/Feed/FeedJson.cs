using System.Text.Json;
using System.Text.Json.Serialization;

namespace DevFlow.Hosting.Dashboard;

/// <summary>Both directions as JSON, one message a line: no serialised message contains a line break.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FeedMessage))]
[JsonSerializable(typeof(DashboardMessage))]
internal sealed partial class FeedJson : JsonSerializerContext;
