namespace DevFlow.Secrets.Vault;

/// <summary>What can be leased. Profiles are rows of <c>devflow.lease_profiles</c>, which the owner of the database alone writes.</summary>
/// <param name="Name">Its name, such as <c>read-only</c>.</param>
/// <param name="Description">What a login of it may do.</param>
/// <param name="DefaultTtl">For how long a lease is when nothing is said.</param>
/// <param name="MaxTtl">For how long it is at most, until it is renewed.</param>
/// <param name="MaxLifetime">For how long it is at most, however often it is renewed.</param>
/// <param name="PerPrincipal">How many one person or service may hold at once.</param>
/// <param name="Total">How many there may be at once.</param>
public sealed record LeaseProfile(string Name, string Description, TimeSpan DefaultTtl, TimeSpan MaxTtl, TimeSpan MaxLifetime, int PerPrincipal, int Total);
