using System.ComponentModel;

namespace DevFlow.McpGateway.Secrets;

/// <summary>A secret that is not as it should be.</summary>
internal sealed record SecretProblem(
    string Key,
    [property: Description("error when this mode needs it, else warning.")] string Severity,
    [property: Description("placeholder, missing or unavailable.")] string State,
    string Detail);
