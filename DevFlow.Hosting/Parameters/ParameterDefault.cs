namespace DevFlow.Hosting.ApplicationModel;

/// <summary>Where a parameter's value comes from when nobody sets it.</summary>
public abstract class ParameterDefault
{
    /// <summary>The value.</summary>
    public abstract string GetDefaultValue();
}
