using System.ComponentModel;

namespace DevFlow.McpGateway.Secrets;

/// <summary>Who uses a secret.</summary>
internal sealed record SecretUsers(string Key, string Tier, string? Path, string? Description, [property: Description("The services.")] IReadOnlyList<SecretUser> Services);
