namespace DevFlow.Hosting.ApplicationModel;

/// <summary>Whether a command can be executed now. It is what a user interface shows; a command that is executed nevertheless is tried.</summary>
public enum ResourceCommandState
{
    /// <summary>It can.</summary>
    Enabled,

    /// <summary>It cannot now.</summary>
    Disabled,

    /// <summary>It makes no sense now and is not shown.</summary>
    Hidden,
}
