using DevFlow.Hosting.Publishing;

namespace DevFlow.Hosting.ApplicationModel;

/// <summary>Where a parameter's value comes from when nobody sets it.</summary>
public abstract class ParameterDefault
{
    /// <summary>The value.</summary>
    public abstract string GetDefaultValue();

    /// <summary>Writes into a manifest where the value comes from when nobody sets it: the properties of the input's <c>default</c>.</summary>
    /// <param name="context">The manifest.</param>
    public abstract void WriteToManifest(ManifestPublishingContext context);
}
