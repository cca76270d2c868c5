namespace DevFlow.Hosting.ApplicationModel;

/// <summary>The resource stays out of manifests.</summary>
internal sealed class ManifestExclusionAnnotation : IResourceAnnotation
{
}
