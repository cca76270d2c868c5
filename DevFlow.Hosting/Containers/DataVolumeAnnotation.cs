namespace DevFlow.Hosting.ApplicationModel;

/// <summary>The resource's data outlives the run.</summary>
internal sealed class DataVolumeAnnotation : IResourceAnnotation
{
}
