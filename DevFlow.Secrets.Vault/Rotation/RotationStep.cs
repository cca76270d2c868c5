namespace DevFlow.Secrets.Vault;

/// <summary>A step that was done, or tried.</summary>
/// <param name="Step">One of <see cref="RotationSteps"/>.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Problem">Why it failed; null when it did not.</param>
public sealed record RotationStep(string Step, DateTimeOffset StartedAt, DateTimeOffset EndedAt, string? Problem);
