using System.Threading.RateLimiting;
using DevFlow.KnowledgeHub.Api;
using DevFlow.KnowledgeHub.Documents;
using Microsoft.Extensions.Options;

namespace DevFlow.KnowledgeHub.Ingestion;

/// <summary>How often one caller may send documents: what they are refused for tells something, and each is work.</summary>
internal sealed class IngestionLimits(IOptions<IngestionLimitOptions> options, DocumentAudit audit) : IDisposable
{
    public const int AtOnce = 4;

    private readonly PartitionedRateLimiter<Caller> _documents = PartitionedRateLimiter.Create<Caller, string>(caller =>
        RateLimitPartition.GetTokenBucketLimiter(caller.Principal, _ => new()
        {
            TokenLimit = options.Value.Burst,
            TokensPerPeriod = options.Value.PerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        }));

    // The rest waits, before anything of it is read into memory.
    private readonly PartitionedRateLimiter<Caller> _atOnce = PartitionedRateLimiter.Create<Caller, string>(caller =>
        RateLimitPartition.GetConcurrencyLimiter(caller.Principal, _ => new() { PermitLimit = AtOnce, QueueLimit = options.Value.Burst }));

    /// <returns>To be let go of when the document is taken: only so many of one caller are read at once.</returns>
    /// <exception cref="HubException">It was too often: 429, on record.</exception>
    public async Task<IDisposable> TakeAsync(Caller caller, CancellationToken cancellationToken)
    {
        using var lease = _documents.AttemptAcquire(caller);
        if (lease.IsAcquired && await _atOnce.AcquireAsync(caller, cancellationToken: cancellationToken) is { IsAcquired: true } turn)
            return turn;
        await audit.LimitedAsync(caller, cancellationToken);
        throw new HubException(StatusCodes.Status429TooManyRequests, "Too often", $"You send too many documents at once: {options.Value.PerSecond} a second are taken. Go on more slowly.");
    }

    public void Dispose()
    {
        _documents.Dispose();
        _atOnce.Dispose();
    }
}
