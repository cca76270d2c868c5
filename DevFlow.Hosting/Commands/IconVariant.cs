namespace DevFlow.Hosting.ApplicationModel;

/// <summary>How an icon is drawn.</summary>
public enum IconVariant
{
    /// <summary>As an outline.</summary>
    Regular,

    /// <summary>Filled.</summary>
    Filled,
}
