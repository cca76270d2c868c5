using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Publishing;

/// <summary>How a resource is written into a manifest, where it is not as its kind says.</summary>
/// <param name="Callback">Writes it; null keeps it out.</param>
internal sealed record ManifestPublishingCallbackAnnotation(Func<ManifestPublishingContext, Task>? Callback) : IResourceAnnotation;
