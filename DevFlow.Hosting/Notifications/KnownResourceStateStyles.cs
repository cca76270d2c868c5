namespace DevFlow.Hosting.ApplicationModel;

/// <summary>How a state is shown.</summary>
public static class KnownResourceStateStyles
{
    /// <summary>All is well.</summary>
    public static readonly string Success = "success";

    /// <summary>Something has failed.</summary>
    public static readonly string Error = "error";

    /// <summary>Something happens.</summary>
    public static readonly string Info = "info";

    /// <summary>Something is worth a look.</summary>
    public static readonly string Warn = "warning";
}
