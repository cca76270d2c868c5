using System.Security.Claims;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DevFlow.WorkflowEngine.Announcing;

/// <summary>Says what has changed, to services as it happens.</summary>
internal static class AnnouncementsApi
{
    public static void MapAnnouncements(this IEndpointRouteBuilder app)
    {
        // Without a database there is nobody to tell.
        if (app.ServiceProvider.GetService<AnnouncementSignal>() is null)
            return;
        app.MapGet("/api/v1/announcements", StreamAsync).RequireAuthorization(AccessPolicies.Service).WithTags("Announcements")
            .WithName("FollowAnnouncements").WithSummary("Secrets that have changed, as server-sent events; Last-Event-ID goes on behind that generation.");
        app.MapPost("/api/v1/secrets/{key}/announcements", AnnounceAsync).RequireAuthorization(AccessPolicies.Admin).WithTags("Announcements")
            .WithName("AnnounceSecret").WithSummary("Says that a secret of the platform was changed elsewhere, in 1Password say: no service goes on with a copy.");
    }

    private static async Task StreamAsync(HttpContext context, VaultDatabase vault, AnnouncementSignal signal, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        // The server waits for open requests when it stops, and this one ends by itself never.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping, context.RequestAborted);
        try
        {
            await new AnnouncementStream(vault, signal, time).WriteAsync(context, either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // Nobody reads on, or the engine ends.
        }
    }

    private static async Task<Ok<AnnouncementGeneration>> AnnounceAsync(
        string key, VaultDatabase vault, SecretsWorkspace workspace, ClaimsPrincipal caller, CancellationToken cancellationToken, AnnouncementRequest? request = null)
    {
        if (!workspace.Catalog.TryGet(key, out var entry))
            throw new VaultException(VaultError.NotFound, $"{Path.GetFileName(workspace.Catalog.Path)} lists no secret with this key.");
        if (request?.LeastVersion < 1)
            throw new VaultException(VaultError.Invalid, "'leastVersion' is 1 or more.");
        var announcement = Announcement.OfSystem(entry.Key) with
        {
            Reference = entry.Reference?.ToString(),
            LeastVersion = request?.LeastVersion,
            Revoked = request?.Revoked ?? false,
        };
        var generation = await vault.RunAsync(
            caller.Identity(), (connection, token) => Announcements.AddAsync(connection, announcement, token), cancellationToken);
        return TypedResults.Ok(new AnnouncementGeneration(generation));
    }
}
