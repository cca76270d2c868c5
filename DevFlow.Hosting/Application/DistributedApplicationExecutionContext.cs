namespace DevFlow.Hosting;

/// <summary>Says whether the application runs or is published.</summary>
/// <param name="operation">Which of the two.</param>
public class DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
{
    /// <summary>What is done with the application.</summary>
    public DistributedApplicationOperation Operation { get; } = operation;

    /// <summary>It runs on this machine.</summary>
    public bool IsRunMode => Operation == DistributedApplicationOperation.Run;

    /// <summary>It is described for another place to run it.</summary>
    public bool IsPublishMode => Operation == DistributedApplicationOperation.Publish;
}
