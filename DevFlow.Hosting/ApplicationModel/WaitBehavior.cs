namespace DevFlow.Hosting.ApplicationModel;

/// <summary>What a wait does when the resource waited for has failed or ended.</summary>
public enum WaitBehavior
{
    /// <summary>Goes on waiting: the other may be started again.</summary>
    WaitOnResourceUnavailable,

    /// <summary>Ends: the resource that waits fails to start.</summary>
    StopOnResourceUnavailable,
}
