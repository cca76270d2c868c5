namespace DevFlow.Hosting;

/// <summary>What is done with the application.</summary>
public enum DistributedApplicationOperation
{
    /// <summary>It runs on this machine.</summary>
    Run,

    /// <summary>It is described for another place to run it.</summary>
    Publish,
}
