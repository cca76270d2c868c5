namespace DevFlow.Hosting.ApplicationModel;

/// <summary>What a resource waits for.</summary>
public enum WaitType
{
    /// <summary>Until the other runs and its health checks pass.</summary>
    WaitUntilHealthy,

    /// <summary>Until the other has ended with the expected exit code.</summary>
    WaitForCompletion,

    /// <summary>Until the other runs, healthy or not.</summary>
    WaitUntilStarted,
}
