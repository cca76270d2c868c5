using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DevFlow.WorkflowEngine.Vault;

/// <summary>The key-encryption keys: which there are, what each still wraps, never a key.</summary>
internal static class VaultKeysApi
{
    public static void MapVaultKeys(this IEndpointRouteBuilder app)
    {
        // In hybrid mode the vault is hosted, and its keys are the host's.
        if (app.ServiceProvider.GetService<KeyRegistry>() is null)
            return;
        var keys = app.MapGroup("/api/v1/vault/keys").RequireAuthorization(AccessPolicies.Admin).WithTags("Vault");
        keys.MapGet("/", ListAsync).WithName("ListVaultKeys").WithSummary("The key-encryption keys, and how many data keys each wraps");
        keys.MapPost("/rewrap", Rewrap).WithName("RewrapVault").WithSummary("Wraps anew, now, what older keys wrap");
    }

    private static async Task<Ok<VaultKeysDocument>> ListAsync(KeyRegistry registry, VaultKeys keys, RewrapProgress progress, CancellationToken cancellationToken)
    {
        var rows = await registry.ListAsync(cancellationToken);
        return TypedResults.Ok(new VaultKeysDocument(
            [.. rows.Select(key => new VaultKeyRow(key.Id, key.Kind, $"{key.State}".ToLowerInvariant(), key.DataKeys, key.CreatedAt, key.ChangedAt))],
            new(progress.IsRunning, progress.Wrapped, progress.Refused, progress.Problem),
            keys.Problem));
    }

    private static Accepted Rewrap(VaultKeys keys, KeyRewrapService service)
    {
        // Closed, it says so.
        _ = keys.Ring;
        service.Ask();
        return TypedResults.Accepted("/api/v1/vault/keys");
    }
}
