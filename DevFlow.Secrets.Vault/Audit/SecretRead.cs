namespace DevFlow.Secrets.Vault;

/// <summary>That a service has read a secret.</summary>
/// <param name="Tier"><c>system</c> or <c>project</c>.</param>
/// <param name="Key">The key, as the audit has it: <c>JWT_SECRET</c>, <c>project/shop/production/STRIPE_API_KEY</c>.</param>
/// <param name="Service">The service, as its files of the audit bear it.</param>
/// <param name="Reads">How often, since the first time.</param>
/// <param name="FirstAt">When first.</param>
/// <param name="LastAt">When last.</param>
public sealed record SecretRead(string Tier, string Key, string Service, long Reads, DateTimeOffset FirstAt, DateTimeOffset LastAt);
