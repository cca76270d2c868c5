using System.Text.Json;
using System.Text.Json.Serialization;

namespace DevFlow.Secrets;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VaultWrite))]
[JsonSerializable(typeof(VaultRead))]
[JsonSerializable(typeof(VaultRestore))]
[JsonSerializable(typeof(VaultProblem))]
[JsonSerializable(typeof(VaultSecret))]
[JsonSerializable(typeof(IReadOnlyList<VaultSecret>))]
[JsonSerializable(typeof(IReadOnlyList<VaultSecretVersion>))]
[JsonSerializable(typeof(IReadOnlyList<ProjectSecret>))]
internal sealed partial class VaultJsonContext : JsonSerializerContext;
