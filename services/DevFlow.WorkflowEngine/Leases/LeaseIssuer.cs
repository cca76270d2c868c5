using System.Buffers.Text;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Database;

namespace DevFlow.WorkflowEngine.Leases;

/// <summary>Makes the password of a lease. The database is given its verifier, and whoever asked the password; nobody else ever has it.</summary>
internal sealed class LeaseIssuer(LeaseStore leases, PlatformDatabase database)
{
    private const int PasswordBytes = 32;

    private static readonly ActivitySource _source = new("DevFlow.WorkflowEngine");
    private static readonly Meter _meter = new("DevFlow.WorkflowEngine");
    private static readonly Counter<long> _changes = _meter.CreateCounter<long>("devflow.lease.changes", "{lease}", "Leases opened, renewed and ended, by profile.");

    public async Task<LeaseCredentials> OpenAsync(VaultIdentity identity, string? request, string profile, TimeSpan? ttl, CancellationToken cancellationToken)
    {
        using var span = _source.StartActivity("lease.open");
        // Before anything is made: a lease that cannot be told of would be nobody's.
        var at = await database.LoginAsync(cancellationToken);
        var password = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(PasswordBytes));
        var (lease, replaced) = request is null
            ? (await leases.OpenAsync(identity, profile, ttl, ScramVerifier.Of(password), cancellationToken), null)
            : await leases.OpenAsync(identity, request, profile, ttl, ScramVerifier.Of(password), cancellationToken);
        Count(lease, "opened");
        if (replaced is not null)
            Count(replaced, "replaced");
        span?.SetTag("devflow.lease.profile", lease.Profile).SetTag("devflow.lease.id", lease.Id);
        var url = $"postgresql://{lease.Login}:{password}@{(at.Host.Contains(':', StringComparison.Ordinal) ? $"[{at.Host}]" : at.Host)}:{at.Port}/{Uri.EscapeDataString(at.Database)}";
        return new(lease, at.Host, at.Port, at.Database, lease.Login, new(password), new(url));
    }

    public async Task<Lease> RenewAsync(VaultIdentity identity, Guid id, TimeSpan? ttl, CancellationToken cancellationToken)
    {
        var lease = await leases.RenewAsync(identity, id, ttl, cancellationToken);
        Count(lease, "renewed");
        return lease;
    }

    public async Task<Lease> RevokeAsync(VaultIdentity identity, Guid id, CancellationToken cancellationToken)
    {
        using var span = _source.StartActivity("lease.revoke");
        var lease = await leases.RevokeAsync(identity, id, cancellationToken);
        Count(lease, "revoked");
        span?.SetTag("devflow.lease.profile", lease.Profile).SetTag("devflow.lease.id", lease.Id);
        return lease;
    }

    public async Task<LeaseSweep> RunSweepAsync(CancellationToken cancellationToken)
    {
        var sweep = await leases.RunSweepAsync(cancellationToken);
        foreach (var lease in sweep.Ended)
            Count(lease, lease.Reason ?? LeaseState.Ended);
        return sweep;
    }

    private static void Count(Lease lease, string change) =>
        _changes.Add(1, new("devflow.lease.profile", lease.Profile), new KeyValuePair<string, object?>("devflow.lease.change", change));
}
