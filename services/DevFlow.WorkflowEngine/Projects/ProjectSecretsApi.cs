using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Access;
using DevFlow.WorkflowEngine.Secrets;
using DevFlow.WorkflowEngine.Vault;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DevFlow.WorkflowEngine.Projects;

/// <summary>The secrets of projects, for their members: people and services.</summary>
internal static class ProjectSecretsApi
{
    public static void MapProjectSecrets(this RouteGroupBuilder projects)
    {
        var secrets = projects.MapGroup("/{project}/{environment}/secrets").RequireAuthorization(AccessPolicies.SignedIn).RequireVaultKeys().WithTags("Project secrets");
        secrets.MapGet("/", ListAsync).WithName("ListProjectSecrets").WithSummary("Lists the keys that some source of a project names in an environment, without values.");
        secrets.MapGet("/{key}", ReadAsync).WithName("ReadProjectSecret").WithSummary("Reads a project's secret from the first source that has it.");
        secrets.MapPut("/{key}", WriteAsync).WithName("WriteProjectSecret").WithSummary("Writes a new version into the vault in the database, the first one too.");
        secrets.MapDelete("/{key}", DeleteAsync).WithName("DeleteProjectSecret").WithSummary("Deletes a secret from the vault in the database with all its versions.");
        secrets.MapGet("/{key}/versions", VersionsAsync).WithName("ListProjectSecretVersions").WithSummary("Lists the versions in the database, newest first.");
        secrets.MapPost("/{key}/versions/{version:int}/restore", RestoreAsync).WithName("RestoreProjectSecretVersion").WithSummary("Writes the value of an old version in the database as a new one.");
        secrets.MapGet("/{key}/explanation", ExplainAsync).WithName("ExplainProjectSecret").WithSummary("Tells what each source says of a key, and which one wins; no value.");
    }

    private static Task<IReadOnlyList<ProjectSecret>> ListAsync(
        string project, string environment, string? source, ProjectSecrets secrets, HttpContext context, CancellationToken cancellationToken)
    {
        var seen = secrets.As(context.User.Identity());
        return IsVault(source) ? seen.ListStoredAsync(project, environment, cancellationToken) : seen.ListAsync(project, environment, cancellationToken);
    }

    private static async Task<Ok<SecretDocument>> ReadAsync(
        string project, string environment, string key, string? source, ProjectSecrets secrets, HttpContext context, CancellationToken cancellationToken)
    {
        var seen = secrets.As(context.User.Identity());
        var value = IsVault(source)
            ? await seen.TryReadStoredAsync(project, environment, key, cancellationToken)
            : await seen.TryReadAsync(project, environment, key, cancellationToken);
        return context.Answer(key, value, expiresAt: null);
    }

    private static Task<VaultSecret> WriteAsync(
        string project, string environment, string key, SecretWriteRequest request, ProjectSecrets secrets, HttpContext context, CancellationToken cancellationToken) =>
        request.ExpiresAt is null
            ? secrets.As(context.User.Identity()).WriteAsync(project, environment, key, context.ValueOf(request), request.ExpectedVersion, cancellationToken)
            : throw new VaultException(VaultError.Invalid, "A project's secret has no expiresAt.");

    private static async Task<NoContent> DeleteAsync(
        string project, string environment, string key, ProjectSecrets secrets, HttpContext context, CancellationToken cancellationToken) =>
        await secrets.As(context.User.Identity()).DeleteAsync(project, environment, key, cancellationToken) ? TypedResults.NoContent() : throw SecretAnswers.NotFound(key);

    private static Task<IReadOnlyList<VaultSecretVersion>> VersionsAsync(
        string project, string environment, string key, ProjectSecrets secrets, HttpContext context, CancellationToken cancellationToken) =>
        secrets.As(context.User.Identity()).VersionsAsync(project, environment, key, cancellationToken);

    private static Task<VaultSecret> RestoreAsync(
        string project, string environment, string key, int version, RestoreRequest? request, ProjectSecrets secrets, HttpContext context, CancellationToken cancellationToken) =>
        secrets.As(context.User.Identity()).RestoreAsync(project, environment, key, version, request?.ExpectedVersion, cancellationToken);

    // Who moves secrets wants what the database has, whatever stands before it in the cascade.
    private static bool IsVault(string? source) => source switch
    {
        null => false,
        SecretSourceNames.Vault => true,
        _ => throw new VaultException(VaultError.Invalid, $"The source that can be asked for by itself is {SecretSourceNames.Vault}."),
    };

    private static async Task<SecretExplanationDocument> ExplainAsync(
        string project, string environment, string key, ProjectSecrets secrets, HttpContext context, CancellationToken cancellationToken)
    {
        var explanation = await secrets.As(context.User.Identity()).ExplainAsync(project, environment, key, cancellationToken);
        return new(key, explanation.Key, explanation.Reference?.ToString(), explanation.WinningStep?.Source,
            [.. explanation.Steps.Select(step => new SecretStepDocument(step.Source, step.OutcomeText, step.Detail, step.Remedy))]);
    }
}
