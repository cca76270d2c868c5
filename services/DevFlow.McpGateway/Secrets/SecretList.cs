using System.ComponentModel;

namespace DevFlow.McpGateway.Secrets;

/// <summary>The secrets of the platform.</summary>
internal sealed record SecretList(
    [property: Description("local, hybrid, saas or onprem.")] string Mode,
    [property: Description("Such as Development.")] string Environment,
    IReadOnlyList<SecretSummary> Secrets);
