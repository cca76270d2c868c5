using System.Security.Claims;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace DevFlow.WorkflowEngine.Audit;

/// <summary>Takes what services send of their files. A service may feed the chains of its own name, and no others.</summary>
internal static class AuditIntakeApi
{
    private const string Prefix = "service:";

    public static async Task<Ok<IReadOnlyList<AuditReplicaHead>>> HeadsAsync(string service, AuditReplica replica, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        Require(caller, service);
        return TypedResults.Ok(await replica.HeadsAsync(service, cancellationToken));
    }

    [RequestSizeLimit(AuditReplica.MaxBatchBytes)]
    public static async Task<Results<Ok<AuditAppended>, Conflict<AuditAppended>, UnprocessableEntity<AuditAppended>>> AppendAsync(
        string chain, HttpRequest request, AuditReplica replica, ClaimsPrincipal caller, CancellationToken cancellationToken, bool start = false)
    {
        Require(caller, AuditReplica.ServiceOf(chain) ?? throw new VaultException(VaultError.Invalid, "'chain' is the name of a file: SERVICE.HOST.N.yyyyMMdd.jsonl."));
        using var lines = new MemoryStream();
        await request.Body.CopyToAsync(lines, cancellationToken);
        var answer = await replica.AppendAsync(new(chain, lines.GetBuffer().AsMemory(0, (int)lines.Length), start), cancellationToken);
        return answer.Outcome switch
        {
            AuditAppendOutcome.Gap => TypedResults.Conflict(answer),
            AuditAppendOutcome.Broken => TypedResults.UnprocessableEntity(answer),
            _ => TypedResults.Ok(answer),
        };
    }

    private static void Require(ClaimsPrincipal caller, string service)
    {
        if (caller.Identity().Principal != Prefix + service)
            throw new VaultException(VaultError.Forbidden, "A service feeds the chains of its own name.");
    }
}
