namespace DevFlow.Secrets.Vault;

/// <summary>What <see cref="KeyRewrap.RunAsync"/> did.</summary>
/// <param name="Wrapped">How many data keys it wrapped anew; other engines may have done more.</param>
/// <param name="Spare">The keys at hand that were in use and wrap nothing any more, by id: what holds them can go.</param>
/// <param name="Refused">The data keys that do not open: they were altered, and stay as they are.</param>
public sealed record RewrapResult(long Wrapped, IReadOnlyList<string> Spare, IReadOnlyList<Guid> Refused);
