namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>A provider.</summary>
internal sealed class ProviderOptions
{
    /// <summary>Where it signs people in.</summary>
    public required Uri Site { get; set; }

    /// <summary>Its API.</summary>
    public required Uri Api { get; set; }

    /// <summary>What is asked of people, separated by spaces.</summary>
    public required string Scope { get; set; }
}
