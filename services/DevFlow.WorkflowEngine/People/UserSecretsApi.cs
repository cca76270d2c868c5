using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Access;
using DevFlow.WorkflowEngine.Vault;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DevFlow.WorkflowEngine.People;

/// <summary>The secrets of people: each his own, and of others, for administrators, that they exist.</summary>
internal static class UserSecretsApi
{
    public static void MapUserSecrets(this IEndpointRouteBuilder app)
    {
        if (!app.HasTiers())
            return;
        var own = app.MapGroup("/api/v1/me/secrets").RequireAuthorization(AccessPolicies.User).RequireVaultKeys().WithTags("User secrets");
        own.MapGet("/", ListAsync).WithName("ListMySecrets").WithSummary("Lists one's own secrets, without values.");
        own.MapGet("/{name}", ReadAsync).WithName("ReadMySecret").WithSummary("Reads one of one's own secrets. A slash in its name is written %2F.");
        own.MapPut("/{name}", WriteAsync).WithName("WriteMySecret").WithSummary("Writes a new version of one of one's own secrets, the first one too.");
        own.MapDelete("/{name}", DeleteAsync).WithName("DeleteMySecret").WithSummary("Deletes one of one's own secrets with all its versions.");
        own.MapGet("/{name}/versions", VersionsAsync).WithName("ListMySecretVersions").WithSummary("Lists the versions of one of one's own secrets, newest first.");
        own.MapPost("/{name}/versions/{version:int}/restore", RestoreAsync).WithName("RestoreMySecretVersion").WithSummary("Writes the value of an old version of one of one's own secrets as a new one.");

        var others = app.MapGroup("/api/v1/users/{id:guid}").RequireAuthorization(AccessPolicies.Admin).WithTags("User secrets");
        others.MapGet("/secrets", ListOfAsync).WithName("ListSecretsOfUser").WithSummary("Lists the secrets that a user has: names and versions, no values.");
        others.MapPut("/vault", SetVaultAsync).WithName("SetVaultOfUser").WithSummary("Sets a 1Password vault aside for copies of a user's secrets, or none.");
    }

    private static Task<IReadOnlyList<VaultSecret>> ListAsync(UserSecrets secrets, HttpContext context, CancellationToken cancellationToken) =>
        secrets.As(context.User.Identity()).ListAsync(cancellationToken);

    private static async Task<Ok<SecretDocument>> ReadAsync(string name, int? version, UserSecrets secrets, HttpContext context, CancellationToken cancellationToken)
    {
        name = NameOf(name);
        var (value, expiresAt) = await secrets.As(context.User.Identity()).ReadAsync(name, version, cancellationToken);
        return context.Answer(name, value, expiresAt);
    }

    private static Task<VaultSecret> WriteAsync(string name, SecretWriteRequest request, UserSecrets secrets, HttpContext context, CancellationToken cancellationToken) =>
        secrets.As(context.User.Identity()).WriteAsync(NameOf(name), context.ValueOf(request), request.ExpiresAt, request.ExpectedVersion, cancellationToken);

    private static async Task<NoContent> DeleteAsync(string name, UserSecrets secrets, HttpContext context, CancellationToken cancellationToken) =>
        await secrets.As(context.User.Identity()).DeleteAsync(NameOf(name), cancellationToken) ? TypedResults.NoContent() : throw SecretAnswers.NotFound(NameOf(name));

    private static Task<IReadOnlyList<VaultSecretVersion>> VersionsAsync(string name, UserSecrets secrets, HttpContext context, CancellationToken cancellationToken) =>
        secrets.As(context.User.Identity()).VersionsAsync(NameOf(name), cancellationToken);

    private static Task<VaultSecret> RestoreAsync(string name, int version, RestoreRequest? request, UserSecrets secrets, HttpContext context, CancellationToken cancellationToken) =>
        secrets.As(context.User.Identity()).RestoreAsync(NameOf(name), version, request?.ExpectedVersion, cancellationToken);

    private static Task<IReadOnlyList<VaultSecret>> ListOfAsync(Guid id, UserSecrets secrets, HttpContext context, CancellationToken cancellationToken) =>
        secrets.ListOfAsync(context.User.Identity(), id, cancellationToken);

    private static async Task<NoContent> SetVaultAsync(Guid id, VaultRequest request, OnePasswordVaults vaults, HttpContext context, CancellationToken cancellationToken)
    {
        await vaults.SetForUserAsync(context.User.Identity(), id, request.Vault, cancellationToken);
        return TypedResults.NoContent();
    }

    // A slash within one segment stays as it was written, since it would be read as the end of it; no name has a percent sign.
    private static string NameOf(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
