namespace DevFlow.Secrets.Vault;

/// <summary>What a rotation of a secret would do.</summary>
/// <param name="Secret">The secret.</param>
/// <param name="Rotator">What would replace it.</param>
/// <param name="Destination">Where it lives, as in <see cref="SecretSourceNames"/>; null when that cannot be told.</param>
/// <param name="Overlap">How long the value before would be accepted beside the new one, such as <c>30m</c>.</param>
/// <param name="IsProven">Whether the value in force was seen to work. A project's secret is opened by a run alone, and a refresh token is used up by a proof: neither is proven by a preview.</param>
/// <param name="Problem">Why the run would fail before it touches anything; null for nothing that can be seen.</param>
public sealed record RotationPreview(string Secret, string Rotator, string? Destination, string Overlap, bool IsProven, string? Problem);
