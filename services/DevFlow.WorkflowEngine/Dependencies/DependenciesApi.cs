using System.Security.Claims;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DevFlow.WorkflowEngine.Dependencies;

/// <summary>Which service uses which secret: what the catalog declares beside what the audit has seen.</summary>
internal static class DependenciesApi
{
    public static void AddDependencies(this IHostApplicationBuilder builder)
    {
        if (builder.GetDevFlowMode() is not DevFlowMode.Hybrid)
            builder.Services.AddSingleton<SecretReads>();
    }

    public static void MapDependencies(this IEndpointRouteBuilder app)
    {
        // In hybrid mode the hosted engine has the audit, and answers.
        if (app.ServiceProvider.GetService<SecretReads>() is null)
            return;
        var dependencies = app.MapGroup("/api/v1/dependencies").WithTags("Dependencies").RequireAuthorization(AccessPolicies.SignedIn).AllowActors();
        dependencies.MapGet("/", ListAsync)
            .WithName("ListDependencies").WithSummary("Which service uses which secret, declared and observed; with 'service', what one of them uses.");
        // A project's key holds slashes.
        dependencies.MapGet("/{**key}", FindAsync)
            .WithName("FindDependents").WithSummary("Who breaks if this secret is rotated: the services that declare it, and those that were seen to read it.");
    }

    private static async Task<Ok<DependenciesDocument>> ListAsync(
        SecretReads reads, SecretsWorkspace workspace, ClaimsPrincipal caller, string? service, CancellationToken cancellationToken)
    {
        var observed = await reads.ListAsync(caller.Identity(), key: null, cancellationToken);
        return TypedResults.Ok(new DependenciesDocument(
            observed.Count == 0 ? null : observed.Min(read => read.FirstAt), DependencyGraph.Of(workspace.Catalog, observed, service)));
    }

    private static async Task<Ok<SecretDependencies>> FindAsync(
        string key, SecretReads reads, SecretsWorkspace workspace, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        var observed = await reads.ListAsync(caller.Identity(), key, cancellationToken);
        return TypedResults.Ok(DependencyGraph.Of(workspace.Catalog, observed, service: null).FirstOrDefault(secret => secret.Key == key)
            ?? throw new VaultException(VaultError.NotFound, $"No secret of the catalog has the key {key}, and nobody was seen to read one."));
    }
}
