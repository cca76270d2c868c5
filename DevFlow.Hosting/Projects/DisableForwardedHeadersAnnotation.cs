namespace DevFlow.Hosting.ApplicationModel;

/// <summary>The project does not believe a proxy's headers.</summary>
internal sealed class DisableForwardedHeadersAnnotation : IResourceAnnotation
{
}
