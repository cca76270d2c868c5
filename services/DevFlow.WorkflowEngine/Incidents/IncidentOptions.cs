namespace DevFlow.WorkflowEngine.Incidents;

/// <summary>How breaches are answered. In the configuration's section <c>Incidents</c>.</summary>
internal sealed class IncidentOptions
{
    public const string Section = "Incidents";

    /// <summary>For how long a value that may be known is accepted beside the new one, so that its readers can move. Default 30 seconds: they hear of it within one.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long after that the sweep waits. Default 10 seconds: twice as long as engines remember what signed the tokens that they accept.</summary>
    public TimeSpan Settling { get; set; } = TimeSpan.FromSeconds(10);
}
