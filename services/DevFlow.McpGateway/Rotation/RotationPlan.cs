using System.ComponentModel;

namespace DevFlow.McpGateway.Rotation;

/// <summary>What a person is asked to say yes to.</summary>
internal sealed record RotationPlan(
    string Secret,
    [property: Description("What replaces it.")] string Rotator,
    [property: Description("Where it lives.")] string? Destination,
    [property: Description("How long the value before is accepted beside the new one.")] string Overlap,
    [property: Description("The services that use it.")] IReadOnlyList<string> UsedBy)
{
    public static RotationPlan Of(RotationPreview preview, IReadOnlyList<string> users) => new(preview.Secret, preview.Rotator, preview.Destination, preview.Overlap, users);

    /// <summary>It in words.</summary>
    public string Text =>
        $"Rotate {Secret}? {Rotator} makes a new value{(Destination is null ? "" : $" and puts it into {Destination}")}; the one before is accepted for {Overlap} more. "
        + (UsedBy.Count == 0 ? "No service is known to use it." : $"It is used by: {string.Join(", ", UsedBy)}.");
}
