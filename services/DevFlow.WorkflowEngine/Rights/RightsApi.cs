using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Access;
using DevFlow.WorkflowEngine.Vault;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace DevFlow.WorkflowEngine.Rights;

/// <summary>People's rights: to have all that is theirs, and to be forgotten.</summary>
internal static class RightsApi
{
    public static void MapRights(this IEndpointRouteBuilder app)
    {
        if (!app.HasTiers())
            return;
        var me = app.MapGroup("/api/v1/me").RequireAuthorization(AccessPolicies.User).WithTags("Rights");
        me.MapGet("/export", ExportAsync).RequireVaultKeys().WithName("ExportMyData").WithSummary("All that there is of you, in one JSON document, your secrets with their values.");
        me.MapDelete("/", EraseMeAsync).WithName("EraseMe").WithSummary("Erases you and all that is yours, for good. Your own name in the body confirms it.");
        app.MapDelete("/api/v1/users/{id:guid}", EraseUserAsync).RequireAuthorization(AccessPolicies.Admin).WithTags("Rights")
            .WithName("EraseUser").WithSummary("Erases a person and all that is that person's, for good.");
    }

    private static async Task<Ok<PersonalDataDocument>> ExportAsync(PersonalData data, SecretScrubber scrubber, HttpContext context, CancellationToken cancellationToken)
    {
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        context.Response.Headers[HeaderNames.ContentDisposition] = "attachment; filename=\"devflow-personal-data.json\"";
        var person = context.User.Identity().User!.Value;
        return TypedResults.Ok(await data.ExportAsync(person, value => scrubber.RegisterForRequest(value), cancellationToken));
    }

    private static async Task<Ok<ErasureAnswer>> EraseMeAsync([FromBody] ErasureRequest request, Erasure erasure, UserSecrets secrets, HttpContext context, CancellationToken cancellationToken)
    {
        var identity = context.User.Identity();
        return await EraseAsync(identity, identity.User!.Value, request.Name ?? "", erasure, secrets, cancellationToken);
    }

    private static Task<Ok<ErasureAnswer>> EraseUserAsync(Guid id, Erasure erasure, UserSecrets secrets, HttpContext context, CancellationToken cancellationToken) =>
        EraseAsync(context.User.Identity(), id, confirmation: null, erasure, secrets, cancellationToken);

    private static async Task<Ok<ErasureAnswer>> EraseAsync(
        VaultIdentity identity, Guid person, string? confirmation, Erasure erasure, UserSecrets secrets, CancellationToken cancellationToken)
    {
        var destroyed = await erasure.EraseAsync(identity, person, confirmation, cancellationToken);
        secrets.TellChanged();
        return TypedResults.Ok(new ErasureAnswer(destroyed));
    }
}
