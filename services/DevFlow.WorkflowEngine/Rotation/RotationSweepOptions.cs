namespace DevFlow.WorkflowEngine.Rotation;

/// <summary>How often all engines in common look for what is due. In the configuration's section <c>RotationSweep</c>.</summary>
internal sealed class RotationSweepOptions
{
    public const string Section = "RotationSweep";

    /// <summary>Default 1 minute: periods are of days, and a window is missed by no more than that.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often an engine says that it is alive. One that has not said so for three times as long is gone, and others do its part. Default 5 seconds.</summary>
    public TimeSpan CheckIn { get; set; } = TimeSpan.FromSeconds(5);
}
