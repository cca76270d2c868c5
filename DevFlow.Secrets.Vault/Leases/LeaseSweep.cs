namespace DevFlow.Secrets.Vault;

/// <summary>What a sweep did.</summary>
/// <param name="Ended">The leases that it ended.</param>
/// <param name="Stuck">Those that it could not end yet, and why; the next one tries again.</param>
public sealed record LeaseSweep(IReadOnlyList<Lease> Ended, IReadOnlyList<(Lease Lease, string Reason)> Stuck);
