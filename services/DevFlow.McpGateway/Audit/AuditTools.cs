using System.ComponentModel;
using System.Globalization;
using System.Security.Claims;
using DevFlow.McpGateway.Platform;
using Microsoft.AspNetCore.WebUtilities;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace DevFlow.McpGateway.Audit;

/// <summary>Who read which secret.</summary>
[McpServerToolType]
internal sealed class AuditTools(PlatformClient platform)
{
    private const int MostRecords = 200;

    [McpServerTool(Name = "audit_search", Title = "Search the audit", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false, UseStructuredContent = true)]
    [Description("Searches who accessed which secret, newest first. An administrator sees all accesses; anybody else those that were made in the own name.")]
    public Task<AuditFindings> SearchAsync(
        ClaimsPrincipal caller,
        [Description("Only of this secret.")] string? key = null,
        [Description("Only on behalf of this principal, such as user:<id>.")] string? user = null,
        [Description("Only by this service, such as knowledge-hub.")] string? service = null,
        [Description("Only with this outcome: hit, miss, stale, denied, error, written, removed, rotated or rolled-back.")] string? outcome = null,
        [Description("Only since this moment, as ISO 8601.")] DateTimeOffset? from = null,
        [Description("Only until this moment, as ISO 8601.")] DateTimeOffset? to = null,
        [Description("How many at most, 1 to 200.")] int limit = 50,
        [Description("'next' of the answer before, for the records behind it.")] string? cursor = null,
        CancellationToken cancellationToken = default)
    {
        if (limit is < 1 or > MostRecords)
            throw new McpException($"'limit' is 1 to {MostRecords}.");
        var query = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["key"] = key,
            ["user"] = user,
            ["service"] = service,
            ["outcome"] = outcome,
            ["from"] = from?.ToString("O", CultureInfo.InvariantCulture),
            ["to"] = to?.ToString("O", CultureInfo.InvariantCulture),
            ["limit"] = $"{limit}",
            ["cursor"] = cursor,
        };
        // Whether the caller still is an administrator is the engine's to say; this says which of the two is asked.
        var path = caller.HasClaim("role", "admin") ? "api/v1/audit" : "api/v1/me/audit";
        return platform.GetAsync<AuditFindings>(PlatformPart.Engine, QueryHelpers.AddQueryString(path, query.Where(one => one.Value is { Length: > 0 })), cancellationToken);
    }
}
