namespace DevFlow.Secrets.Vault;

/// <summary>What one transaction of <see cref="KeyRewrap"/> did.</summary>
/// <param name="Last">The last data key of it; null when there was none left to look at.</param>
/// <param name="Wrapped">How many are wrapped anew.</param>
/// <param name="Refused">Those that did not open and stay as they are.</param>
internal sealed record RewrapBatch(Guid? Last, int Wrapped, IReadOnlyList<Guid> Refused);
