using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Access;
using DevFlow.WorkflowEngine.Vault;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace DevFlow.WorkflowEngine.Leases;

/// <summary>Logins of the database for a while: each one's own, and for administrators all.</summary>
internal static class LeasesApi
{
    public static void AddLeases(this IHostApplicationBuilder builder)
    {
        if (builder.GetDevFlowMode() is DevFlowMode.Hybrid)
            return;
        builder.Services.AddSingleton<LeaseStore>().AddSingleton<LeaseIssuer>().AddHostedService<LeaseSweepService>();
    }

    public static void MapLeases(this IEndpointRouteBuilder app)
    {
        if (!app.HasTiers())
            return;
        var leases = app.MapGroup("/api/v1/leases").RequireAuthorization(AccessPolicies.SignedIn).WithTags("Leases");
        leases.MapGet("/profiles", ProfilesAsync).WithName("ListLeaseProfiles").WithSummary("Lists what you may lease, and for how long.");
        leases.MapPost("/", OpenAsync).WithName("OpenLease").WithSummary("Makes a login of the database for a while. Its password is in this answer, and nowhere else ever again. Who has lost the answer asks again with the same Idempotency-Key: the first login ends.");
        leases.MapGet("/", ListAsync).WithName("ListLeases").WithSummary("Lists your leases; for an administrator all. With ?ended=true those of the last 90 days too.");
        leases.MapPost("/{id:guid}/renew", RenewAsync).WithName("RenewLease").WithSummary("Prolongs a lease of yours.");
        leases.MapDelete("/{id:guid}", RevokeAsync).WithName("RevokeLease").WithSummary("Ends a lease at once, with its sessions. What its login made is kept.");
    }

    private static Task<IReadOnlyList<LeaseProfile>> ProfilesAsync(LeaseStore leases, HttpContext context, CancellationToken cancellationToken) =>
        leases.ProfilesAsync(context.User.Identity(), cancellationToken);

    private static async Task<Created<LeaseCredentials>> OpenAsync(
        LeaseRequest request, [FromHeader(Name = EngineApi.IdempotencyKey)] string? idempotencyKey, LeaseIssuer leases, SecretScrubber scrubber, HttpContext context, CancellationToken cancellationToken)
    {
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        var profile = request.Profile ?? throw new VaultException(VaultError.Invalid, """Say what you want to lease: {"profile": "read-only"}. GET /api/v1/leases/profiles lists what there is.""");
        var credentials = await leases.OpenAsync(context.User.Identity(), idempotencyKey, profile, Ttl(request.TtlSeconds), cancellationToken);
        context.Response.RegisterForDispose(scrubber.RegisterForRequest(credentials.Password.Reveal()));
        return TypedResults.Created($"/api/v1/leases/{credentials.Lease.Id}", credentials);
    }

    private static Task<IReadOnlyList<Lease>> ListAsync(bool? ended, LeaseStore leases, HttpContext context, CancellationToken cancellationToken) =>
        leases.ListAsync(context.User.Identity(), ended ?? false, cancellationToken);

    private static Task<Lease> RenewAsync(Guid id, RenewalRequest? request, LeaseIssuer leases, HttpContext context, CancellationToken cancellationToken) =>
        leases.RenewAsync(context.User.Identity(), id, Ttl(request?.TtlSeconds), cancellationToken);

    private static Task<Lease> RevokeAsync(Guid id, LeaseIssuer leases, HttpContext context, CancellationToken cancellationToken) =>
        leases.RevokeAsync(context.User.Identity(), id, cancellationToken);

    private static TimeSpan? Ttl(int? seconds) => seconds is { } known ? TimeSpan.FromSeconds(known) : null;
}
