using System.ComponentModel;
using System.Text.Json;
using DevFlow.McpGateway.Platform;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace DevFlow.McpGateway.Resources;

/// <summary>What speaks for the platform and against it.</summary>
[McpServerResourceType]
internal sealed class ComplianceResources(PlatformClient platform)
{
    public static readonly IReadOnlyList<string> Frameworks = ["gdpr", "hipaa", "soc2"];

    [McpServerResource(Name = "compliance", Title = "Compliance report", UriTemplate = "devflow://compliance/{framework}", MimeType = "application/json")]
    [Description("The controls of a framework (gdpr, hipaa or soc2) that are about secrets, each with evidence that is asked for now. For administrators.")]
    public async Task<string> ReportAsync(string framework, CancellationToken cancellationToken) => Frameworks.Contains(framework)
        ? (await platform.GetAsync<JsonElement>(PlatformPart.Engine, $"api/v1/compliance/{framework}", cancellationToken)).GetRawText()
        : throw new McpException($"There is no such framework; there are {string.Join(", ", Frameworks)}.");
}
